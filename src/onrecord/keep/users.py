"""Who may come into the reading room: names, roles, passwords as argon2 hashes, and who is signed in.

A session is known by a random token, of which only the hash is kept.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from onrecord.errors import InputError, NotFound
from onrecord.keep.tables import sessions, users
from onrecord.model.user import Role, User

SHORTEST = 10
"""Characters of a password."""

SESSION = timedelta(days=14)
"""How long somebody stays signed in."""

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """What a password is held against where there is no such user, so that both take as long."""
    return _hasher.hash("nobody has this password")


def all_users(connection: Connection) -> list[User]:
    """The users by name."""
    query = select(users.c.name, users.c.role, users.c.made_at).order_by(users.c.name)
    return [User(*row) for row in connection.execute(query)]


def add_user(connection: Connection, name: str, role: Role, password: str, now: str) -> None:
    """Add a user; raises InputError where the name is taken or blank, the password short, or no admin there."""
    if not name.strip() or not name.isprintable():
        raise InputError("a user needs a name")
    if connection.execute(select(users.c.name).where(users.c.name == name)).first():
        raise InputError(f"there is a user {name} already")
    if role != "admin" and not all_users(connection):
        raise InputError("the first user has to be an admin")
    connection.execute(insert(users).values(name=name, role=role, password=_hashed(password), made_at=now))


def remove_user(connection: Connection, name: str) -> None:
    """Take a user away and sign them out; raises NotFound, and InputError where no admin would be left."""
    _known(connection, name)
    _check_admin_left(connection, name)
    connection.execute(delete(sessions).where(sessions.c.user == name))
    connection.execute(delete(users).where(users.c.name == name))


def change_user(connection: Connection, name: str, role: Role | None = None, password: str | None = None) -> None:
    """Give a user another role, or another password, which signs them out everywhere; raises as the others do."""
    _known(connection, name)
    if role:
        if role != "admin":
            _check_admin_left(connection, name)
        connection.execute(update(users).where(users.c.name == name).values(role=role))
    if password is not None:
        connection.execute(update(users).where(users.c.name == name).values(password=_hashed(password)))
        connection.execute(delete(sessions).where(sessions.c.user == name))


def password_is(connection: Connection, name: str, password: str) -> bool:
    """Whether a user has this password; it takes as long where there is no such user."""
    kept = connection.execute(select(users.c.password).where(users.c.name == name)).scalar()
    try:
        _hasher.verify(kept or _nobody(), password)
    except VerificationError:
        return False
    return kept is not None


def sign_in(connection: Connection, name: str) -> str:
    """A new session of a user; gives its token. Sessions that ran out are forgotten."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    connection.execute(delete(sessions).where(sessions.c.until < _stamp(now)))
    connection.execute(insert(sessions).values(token=_digest(token), user=name, until=_stamp(now + SESSION)))
    return token


def sign_out(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.token == _digest(token)))


def signed_in(connection: Connection, token: str) -> User | None:
    """Whose session a token is; null where it is none, or ran out."""
    query = (
        select(users.c.name, users.c.role, users.c.made_at)
        .join(sessions, sessions.c.user == users.c.name)
        .where(sessions.c.token == _digest(token), sessions.c.until >= _stamp(datetime.now(UTC)))
    )
    row = connection.execute(query).first()
    return User(*row) if row else None


def _known(connection: Connection, name: str) -> None:
    if not connection.execute(select(users.c.name).where(users.c.name == name)).first():
        raise NotFound(f"no user {name!r}")


def _check_admin_left(connection: Connection, name: str) -> None:
    others = connection.execute(select(users.c.name, users.c.role).where(users.c.name != name)).all()
    if others and all(row.role != "admin" for row in others):
        raise InputError(f"{name} is the only admin; make somebody else one first")


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise InputError(f"a password has at least {SHORTEST} characters")
    return _hasher.hash(password)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
