"""Who is signed in, and whose workspace that opens."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import streamlit as st

from ui.texts import t
from workspace import names
from workspace.errors import WorkspaceError

VARIABLE = "TRACKER_WORKSPACE"
LOCAL = "local"


@dataclass(frozen=True)
class Account:
    """Whose run this is: the workspace's `name` and the `author` of changes, both empty where nothing is kept; whether rows are `kept`
    beyond the session; whether others work in the same workspace (`shared`); and whether somebody has `signed_in`.
    """

    name: str = ""
    author: str = ""
    kept: bool = False
    shared: bool = False
    signed_in: bool = False


def address() -> str:
    """Return where rows are kept: the environment's TRACKER_WORKSPACE, else `[workspace] address` of the secrets; empty for nowhere."""
    return os.environ.get(VARIABLE, "") or _words(_section("workspace"), "address")


def can_sign_in() -> bool:
    """Return whether the secrets name somebody who says who a reader is (`[auth]`)."""
    return bool(_section("auth"))


def who() -> Account:
    """Return the account of the run. Raises WorkspaceError for a name of a workspace, in the secrets, that is none.

    Who signs in has a workspace of their own, named for what never changes about them, the provider and its number for them; unless the
    secrets say that all who sign in share one. Where nobody can sign in, all who open this server share one.
    """
    if not address():
        return Account()
    told = _section("workspace")
    if not can_sign_in():
        return Account(names.workspace(_words(told, "name") or LOCAL), "", kept=True, shared=True)
    if not st.user.get("is_logged_in"):
        return Account()
    shared = _words(told, "shared")
    name = names.workspace(shared) if shared else _own_name()
    return Account(name, _author(), kept=True, shared=bool(shared), signed_in=True)


def told(account: Account) -> str:
    """Return in one sentence where the reader's figures are kept and who sees them."""
    if account.kept:
        text_id = "account.together" if account.shared and account.signed_in else "account.open" if account.shared else "account.mine"
        return t(text_id, name=account.name, author=account.author)
    return t("account.sign_in_first" if address() and can_sign_in() else "account.session")


def buttons(account: Account) -> None:
    """Offer to sign in, or out; nothing where nobody can."""
    if account.signed_in:
        st.button(t("account.sign_out"), key="account_sign_out", icon=":material/logout:", on_click=st.logout)
    elif address() and can_sign_in():
        for provider in _providers():
            st.button(
                t("account.sign_in_with", provider=provider) if provider else t("account.sign_in"),
                key=f"account_sign_in_{provider}",
                icon=":material/login:",
                on_click=st.login,
                args=(provider,) if provider else (),
            )


def _own_name() -> str:
    """From issuer and subject, of which the provider promises that they stay; names and addresses may pass to somebody else."""
    issuer, subject = (str(st.user.get(claim) or "") for claim in ("iss", "sub"))
    if not issuer or not subject:
        raise WorkspaceError("account.nameless")
    return "u-" + blake2b(f"{issuer}\0{subject}".encode(), digest_size=16).hexdigest()


def _author() -> str:
    """What colleagues know the person by: the address that the provider has checked, else the name they go by."""
    claims = ("email", "name") if st.user.get("email_verified", True) else ("name",)
    found = (names.printable(str(st.user.get(claim) or ""), names.AUTHOR) for claim in claims)
    return next(filter(None, found), _own_name()[:10])


def _providers() -> list[str]:
    """The providers named in the secrets; an empty name for the one that stands in `[auth]` itself."""
    auth = _section("auth")
    named = [name for name, part in auth.items() if isinstance(part, Mapping) and "client_id" in part]
    return [*([""] if "client_id" in auth else []), *named]


def _section(name: str) -> Mapping[str, Any]:
    """A section of the secrets; empty where there is none, or no secrets at all."""
    found = st.secrets.get(name) if st.secrets.load_if_toml_exists() else None
    return found if isinstance(found, Mapping) else {}


def _words(section: Mapping[str, Any], key: str) -> str:
    value = section.get(key, "")
    return value.strip() if isinstance(value, str) else ""
