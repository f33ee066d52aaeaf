"""Pages of the install, above brands."""

from django.urls import path

from home.views import landing, opening, preferences

app_name = "install"
urlpatterns = [
    path("", landing.landing, name="landing"),
    path("setup/", landing.set_up, name="set_up"),
    path("brands/new/", opening.open_a_brand, name="open_brand"),
    path("preferences/language/", preferences.set_language, name="set_language"),
    path("preferences/theme/", preferences.set_theme, name="set_theme"),
]
