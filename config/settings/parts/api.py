"""REST: one error shape, cursor pages, brand keys and sessions."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "members.api.authentication.ApiKeyAuthentication",
        "members.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.StrictJSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.NewestFirst",
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.PlazaSchema",
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttles.PrincipalThrottle"],
    "EXCEPTION_HANDLER": "core.api.errors.problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DATETIME_FORMAT": None,  # left to the renderer, which writes what is stored: UTC, whatever zone the reader's pages use
    "PAGE_SIZE": 20,
    "NUM_PROXIES": 0,  # whose X-Forwarded-For is believed; production counts its proxies
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Plaza",
    "DESCRIPTION": (
        "A self-hosted home for brand communities. Times are RFC 3339 in UTC; days are the brand's local days. "
        "Errors are RFC 9457 `application/problem+json` with a machine `code`; every POST takes an `Idempotency-Key`. "
        "What is public can be read without credentials; what you may not see is 404. Lists come by pages: follow `next`."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "OAS_VERSION": "3.1.0",
    "WEBHOOKS": ["delivery.api.webhook_events.PLAZA_EVENT"],
    "ENUM_NAME_OVERRIDES": {
        "WebhookState": "delivery.models.webhook.EndpointState",
        "WebhookDeliveryState": "delivery.models.webhook.SendState",
        "GivenBrandRole": "members.api.record_shapes.GIVEN_ROLES",
        "BrandRole": "members.models.brand_member.BrandRole",
        "SpaceRole": "members.models.membership.Role",
        "AnyRole": "members.api.record_shapes.ROLES",
        "Origin": "members.models.brand_member.Origin",
        "MembershipSource": "members.models.membership.Source",
        "ApplicationState": "members.models.application.ApplicationState",
        "SpaceKind": "spaces.models.Kind",
        "QuestionKind": ["text", "choice", "choices", "consent"],
    },
}
