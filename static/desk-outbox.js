/* ziping: what was typed waits in the browser until the server has acknowledged it. It is kept under
   the account and the filing, one key a cell, so that windows never overwrite each other's cells,
   and nobody gets what another account left behind. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const HEAD = ["ziping", "cell", ziping.account, ziping.filing, ""].join("/");
  const CHANNEL = ["ziping", "news", ziping.account, ziping.filing].join("/");

  /* Where the browser keeps nothing: the page has to be quick then. */
  const loose = new Map();
  const watchers = [];
  const listeners = [];

  function parse(text) {
    try {
      const entry = JSON.parse(text);
      return entry && typeof entry.typed === "string" ? entry : null;
    } catch (error) {
      return null;
    }
  }

  function stored() {
    const found = new Map();
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        const entry = key.indexOf(HEAD) === 0 ? parse(localStorage.getItem(key)) : null;
        if (entry) { found.set(key.slice(HEAD.length), entry); }
      }
    } catch (error) {
      /* forbidden: nothing is kept */
    }
    return found;
  }

  /* An entry: { typed, label, base, seen: texts the person saw in the cell, at, origin, group, refused, clash }. */
  ziping.outbox = {
    /* Keeps an entry; false when only this page holds it. */
    put: function (code, entry) {
      try {
        localStorage.setItem(HEAD + code, JSON.stringify(entry));
        loose.delete(code);
        return true;
      } catch (error) {
        loose.set(code, entry);
        return false;
      }
    },
    get: function (code) {
      if (loose.has(code)) { return loose.get(code); }
      try {
        return parse(localStorage.getItem(HEAD + code));
      } catch (error) {
        return null;
      }
    },
    remove: function (code) {
      loose.delete(code);
      try {
        localStorage.removeItem(HEAD + code);
      } catch (error) {
        /* it was never kept */
      }
    },
    /* All entries by code, those typed first in front. */
    all: function () {
      const all = stored();
      loose.forEach(function (entry, code) { all.set(code, entry); });
      return Array.from(all).sort(function (one, other) { return one[1].at - other[1].at; });
    },
    /* Whether something would be lost with this page. */
    isLoose: function () { return loose.size > 0; },
    /* Calls back with code and entry (null when it is gone) when another window changes the outbox. */
    watch: function (watcher) { watchers.push(watcher); }
  };

  window.addEventListener("storage", function (event) {
    if (!event.key || event.key.indexOf(HEAD) !== 0) { return; }
    const code = event.key.slice(HEAD.length);
    watchers.forEach(function (watcher) { watcher(code, parse(event.newValue)); });
  });

  /* ---------- the windows of one browser tell each other ---------- */

  let channel = null;
  try {
    channel = window.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;
  } catch (error) {
    /* an older browser: the storage event serves instead */
  }

  function hear(message) {
    listeners.forEach(function (listener) { listener(message); });
  }

  if (channel) {
    channel.addEventListener("message", function (event) { hear(event.data); });
  } else {
    window.addEventListener("storage", function (event) {
      if (event.key === CHANNEL && event.newValue) { hear(JSON.parse(event.newValue).message); }
    });
  }

  ziping.tell = function (message) {
    if (channel) { channel.postMessage(message); return; }
    try {
      localStorage.setItem(CHANNEL, JSON.stringify({ at: Date.now(), message: message }));
    } catch (error) {
      /* then the next poll brings it */
    }
  };

  ziping.hear = function (listener) { listeners.push(listener); };
})(window.ziping);
