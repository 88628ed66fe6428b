"""Where are the pages of signing in?

Of the sign-in library only the pages that are named here exist, under the names that it asks for.

*Source:* settled questions, "In Django" (allauth: only the pages that we style are routed).
"""

from allauth.account import views as allauth
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from commonground.people.views import proving, sessions, signing_in, signing_in_help, signing_in_own, signing_in_sso

urlpatterns: list[URLPattern] = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-in/code/", signing_in.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", signing_in.with_passkey, name="mfa_login_webauthn"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/forgotten/", allauth.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path("password/new/set/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "password/new/<slug:uidb36>.<str:key>/", allauth.password_reset_from_key, name="account_reset_password_from_key"
    ),
    # Who has no password yet sets the first one by e-mail, like everybody who has forgotten it.
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
]

# Under the namespace of people, like every page of our own
own: list[URLPattern] = [
    path("sign-in/leave/", signing_in.leave, name="leave_sign_in"),
    path("sign-in/organisation/", signing_in_sso.by_organisation, name="sign_in_by_organisation"),
    path("sign-in/with/<id:sign_on>/", signing_in_sso.begin, name="begin_sign_on"),
    path("sign-in/with/<id:sign_on>/back/", signing_in_sso.come_back, name="come_back"),
    path("organisations/<id:organisation>/single-sign-on/", signing_in_sso.set_up, name="single_sign_on"),
    path("organisations/<id:organisation>/single-sign-on/try/", signing_in_sso.try_out, name="try_sign_on"),
    path("sign-in-help/", signing_in_help.those_helped, name="sign_in_help"),
    path("sign-in-help/people/<id:person>/", signing_in_help.help_one, name="help_sign_in"),
    path("sign-in-help/people/<id:person>/sessions/end/", signing_in_help.end_sessions, name="end_sessions_of"),
    path("sign-in-help/asked/<id:reset>/", signing_in_help.decide, name="factor_reset"),
    path("prove/", proving.prove, name="prove"),
    path("you/sign-in/", signing_in_own.own, name="sign_in_page"),
    path("you/sign-in/first/", signing_in_own.enrol, name="enrol"),
    path("you/sign-in/telephone/", signing_in_own.add_telephone, name="add_telephone"),
    path("you/sign-in/telephone/remove/", signing_in_own.remove_telephone, name="remove_telephone"),
    path("you/sign-in/passkey/", signing_in_own.add_passkey, name="add_passkey"),
    path("you/sign-in/passkeys/<id:passkey>/remove/", signing_in_own.remove_passkey, name="remove_passkey"),
    path("you/sign-in/codes/", signing_in_own.paper_codes, name="paper_codes"),
    path("you/sign-in/codes/file/", signing_in_own.paper_codes_file, name="paper_codes_file"),
    path("you/sign-in/codes/kept/", signing_in_own.codes_are_kept, name="codes_are_kept"),
    path("you/sessions/", sessions.sessions, name="sessions"),
    path("you/sessions/others/end/", sessions.end_others, name="end_other_sessions"),
    path("you/sessions/<id:session>/end/", sessions.end_one, name="end_session"),
]
