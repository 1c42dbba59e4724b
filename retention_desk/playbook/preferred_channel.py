"""A customer's preferred channel, as the data have it, in the terms of the playbook."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "phone": ("phone", "call", "telephone", "tel", "mobile", "电话", "電話", "致电", "手机", "手機"),
        "email": ("email", "e-mail", "mail", "邮件", "邮箱", "电子邮件", "電子郵件", "郵件", "信箱"),
        "message": ("sms", "text", "text message", "message", "短信", "簡訊", "短訊"),
        "chat": ("chat", "live chat", "在线客服", "線上客服", "聊天"),
        "in_person": ("in person", "visit", "face to face", "上门", "到府", "拜访", "拜訪", "面谈", "面談"),
        "app": ("app", "in-app", "push", "应用内", "應用程式內"),
    }
)
_KEYS: Final = {word: key for key, words in _SPELLINGS.items() for word in words}


def channel_of(wish: object, otherwise: str) -> str:
    """Return the channel a customer wishes: a key of `CHANNELS`, or their own word (WeChat) as it stands.

    Anything but text, and an empty one, is no wish: then `otherwise`.
    """
    if not isinstance(wish, str) or not wish.strip():
        return otherwise
    return _KEYS.get(wish.strip().casefold(), wish.strip())
