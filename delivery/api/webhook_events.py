"""What webhooks say, for the API's description: one shape for every kind, made of ids."""

from drf_spectacular.utils import OpenApiWebhook, extend_schema
from rest_framework import serializers


class WebhookData(serializers.Serializer):
    """Which of the last ids are there depends on `type`; those that are not are left out."""

    brand = serializers.CharField(help_text="The brand's word in addresses, `/@<brand>/`.")
    activity = serializers.CharField(required=False, help_text="The same id as in `activities/`. Not in a test.")
    space = serializers.CharField(required=False, allow_null=True, help_text="Public id; null is the whole brand.")
    actor = serializers.CharField(
        required=False, allow_null=True, help_text="Public id of the member who did it; null is Plaza itself."
    )
    member = serializers.CharField(required=False, help_text="Public id of the member whom it is about.")
    membership = serializers.CharField(required=False, help_text="With `membership.*`: read it at `memberships/{id}/`.")
    application = serializers.CharField(
        required=False, help_text="With `application.*`: read it at `applications/{id}/`."
    )
    webhook = serializers.CharField(required=False, help_text="With `webhook.ping`: the endpoint that is tested.")


class WebhookPayload(serializers.Serializer):
    type = serializers.CharField(
        help_text="Such as `membership.joined` or `application.sent`; `webhook.ping` is a test."
    )
    timestamp = serializers.DateTimeField(help_text="When it happened, not when it was sent.")
    data = WebhookData()


PLAZA_EVENT = OpenApiWebhook(
    name="plaza",
    decorator=extend_schema(
        operation_id="webhook_receive",
        tags=["webhooks"],
        summary="What Plaza sends to your endpoint",
        description="Signed as Standard Webhooks say: `webhook-id` is the same at every attempt, `webhook-timestamp` are "
        "the Unix seconds of this attempt, `webhook-signature` is `v1,<base64>`, or two of them separated by a space "
        "while two secrets are valid. Ids only; read the rest over REST. Any 2xx within 15 seconds is a success, 410 switches the "
        "endpoint off, everything else is tried again for three days. Order is not promised.",
        request=WebhookPayload,
        responses={204: None},
    ),
)
