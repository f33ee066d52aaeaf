"""Amounts are whole numbers of a currency's smallest unit; people type and read them in the usual one."""

from decimal import Decimal

MOST_MINOR_UNITS = 10**11
# ISO 4217 code → how many decimals its minor unit has.
CURRENCIES = {
    "TWD": 2,
    "CNY": 2,
    "HKD": 2,
    "MOP": 2,
    "SGD": 2,
    "MYR": 2,
    "JPY": 0,
    "KRW": 0,
    "USD": 2,
    "EUR": 2,
}


def to_minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(CURRENCIES[currency]))


def shown(minor: int, currency: str) -> str:
    """TWD 120, or USD 4.50: no decimals where they are zero."""
    places = CURRENCIES.get(currency, 2)
    whole, rest = divmod(minor, 10**places)
    return f"{currency} {whole:,}" + (f".{rest:0{places}d}" if rest else "")
