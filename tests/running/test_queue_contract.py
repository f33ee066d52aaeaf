"""What Plaza needs of a broker, asked of the SQLite queue and of Redis alike."""

import multiprocessing
import os
import signal
import uuid
from collections.abc import Iterator
from queue import Empty

import pytest

from core.sqlite_queue import claim_worker, database, release_leases
from tests.running.brokers import Broker, redis_broker, sqlite_broker

spawn = multiprocessing.get_context("spawn")


@pytest.fixture(params=["sqlite", "redis"])
def broker(request, tmp_path) -> Broker:
    if request.param == "sqlite":
        return sqlite_broker(tmp_path)
    found = redis_broker()
    if found is None:
        pytest.skip("no Redis answers on TEST_REDIS_URL")
    return found


@pytest.fixture
def connection(broker) -> Iterator:
    with broker.connect() as connection:
        yield connection


@pytest.fixture
def queue(connection) -> Iterator:
    queue = connection.SimpleQueue(f"contract-{uuid.uuid4().hex[:8]}")
    yield queue
    queue.clear()
    queue.close()


def read(queue) -> object:
    message = queue.get(timeout=5)
    message.ack()
    return message.payload


def rest(queue) -> list:
    found = []
    while True:
        try:
            found.append(read_now(queue))
        except Empty:
            return found


def read_now(queue) -> object:
    message = queue.get(timeout=0.3)
    message.ack()
    return message.payload


def test_messages_come_in_the_order_they_were_put(queue):
    for number in range(5):
        queue.put(number)

    assert [read(queue) for _ in range(5)] == [0, 1, 2, 3, 4]


def test_an_acknowledged_message_is_gone(queue):
    queue.put("once")
    read(queue)

    assert rest(queue) == []


def test_a_rejected_message_is_gone(queue):
    queue.put("unwanted")
    queue.get(timeout=5).reject()

    assert rest(queue) == []


def test_a_requeued_message_comes_again(queue):
    queue.put("again")
    queue.get(timeout=5).requeue()

    assert read(queue) == "again"


def test_a_closing_reader_gives_back_what_it_did_not_acknowledge(broker, queue):
    queue.put("kept")
    with broker.connect() as other:
        other.SimpleQueue(queue.queue.name).get(timeout=5)

    assert read(queue) == "kept"


def test_lower_priority_numbers_come_first(queue):
    queue.put("last", priority=9)
    queue.put("middle", priority=3)
    queue.put("first", priority=0)

    assert [read(queue) for _ in range(3)] == ["first", "middle", "last"]


def test_waiting_on_an_empty_queue_times_out(queue):
    with pytest.raises(Empty):
        queue.get(timeout=0.2)


def drain(broker: Broker, name: str, found) -> None:
    with broker.connect() as connection:
        for payload in rest(connection.SimpleQueue(name)):
            found.put(payload)


def test_two_reading_processes_never_get_the_same_message(broker, queue):
    for number in range(200):
        queue.put(number)
    found = spawn.Queue()
    readers = [spawn.Process(target=drain, args=(broker, queue.queue.name, found)) for _ in range(2)]
    for reader in readers:
        reader.start()

    payloads = sorted(found.get(timeout=60) for _ in range(200))
    for reader in readers:
        reader.join(30)

    assert payloads == list(range(200))
    assert found.empty()


def take_and_hang(broker: Broker, name: str, ready) -> None:
    with broker.connect() as connection:
        connection.SimpleQueue(name).get(timeout=20)
        ready.set()
        signal.pause()


def test_a_reader_killed_with_9_loses_nothing(broker, connection, queue):
    for number in range(3):
        queue.put(number)
    ready = spawn.Event()
    reader = spawn.Process(target=take_and_hang, args=(broker, queue.queue.name, ready))
    reader.start()
    assert ready.wait(30)
    os.kill(reader.pid, signal.SIGKILL)
    reader.join(10)

    found = []
    for _ in range(40):
        broker.recover(connection)
        found += rest(queue)
        if len(found) == 3:
            break

    assert sorted(found) == [0, 1, 2]


def test_only_the_one_worker_may_release_leases(tmp_path):
    path = str(tmp_path / "queue.sqlite3")
    held = claim_worker(path)

    assert held
    assert claim_worker(path) is None
    held.close()
    assert claim_worker(path)


def test_a_lease_that_ran_out_is_free_again(tmp_path):
    broker = sqlite_broker(tmp_path)
    with broker.connect() as connection:
        queue = connection.SimpleQueue("leases")
        queue.put("old")
        queue.get(timeout=5)
        path = broker.options["path"]
        database(path).execute("update message set leased_at = leased_at - 7200")

        assert connection.SimpleQueue("leases").get(timeout=5).payload == "old"
        assert release_leases(path) == 1


def test_the_file_survives_and_keeps_messages(tmp_path):
    broker = sqlite_broker(tmp_path)
    with broker.connect() as connection:
        connection.SimpleQueue("kept").put("still here")

    with broker.connect() as connection:
        assert read(connection.SimpleQueue("kept")) == "still here"
    assert database(broker.options["path"]).execute("pragma integrity_check").fetchone() == ("ok",)
