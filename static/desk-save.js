/* ziping: sends what waits in the outbox, and says at every moment whether it is saved. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const SAVE_AFTER_MS = 2000;
  const AT_ONCE_MS = 150;
  const RETRY_MS = [2000, 4000, 8000, 15000, 30000, 60000];
  const MOST_CELLS = 100;
  const MOST_CHARACTERS = 200000;
  const MOST_SEEN = 5;

  const outbox = ziping.outbox;
  let timer = 0;
  let sending = null;
  let attempts = 0;
  let groups = 0;

  /* ---------- into the outbox ---------- */

  /* A person changed these cells in one go; origin is typed or paste. */
  ziping.changed = function (controls, origin) {
    const isBlock = origin && origin !== "typed";
    groups += 1;
    const group = isBlock ? Date.now() + "-" + groups : "";
    let isKept = true;
    controls.forEach(function (control) {
      ziping.unmark(control);
      isKept = note(control, isBlock ? origin : "typed", group) && isKept;
    });
    ziping.previewSoon();
    if (!isKept) {
      ziping.say("failed", "未保存：浏览器不能在本机留存内容（空间已满或被禁止），正在直接发送，请勿关闭页面");
      later(AT_ONCE_MS);
      return;
    }
    if (sending === null && attempts === 0) { ziping.say("saving", "正在保存"); }
    later(isBlock ? AT_ONCE_MS : SAVE_AFTER_MS);
  };

  function note(control, origin, group) {
    const code = ziping.codeOf(control);
    const old = outbox.get(code);
    const before = ziping.shown.get(code) || "";
    const typed = ziping.textOf(control);
    if (typed === before && !(old && old.sent)) {
      outbox.remove(code);
      return true;
    }
    const isKept = outbox.put(code, {
      typed: typed,
      label: ziping.label(code),
      base: old ? old.base : ziping.bases.get(code) || null,
      seen: old ? old.seen : [before],
      sent: Boolean(old && old.sent),
      at: Date.now(),
      origin: origin,
      group: group,
      clash: old && old.clash || null
    });
    if (old && old.clash) { ziping.askAgain(); }
    return isKept;
  }

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(ziping.flush, milliseconds);
  }

  /* ---------- out of the outbox ---------- */

  /* Sends everything that waits; true when nothing is left to send or to ask. */
  ziping.flush = async function () {
    clearTimeout(timer);
    if (ziping.isComposing) { return false; }
    if (sending) { await sending; }
    if (!sending) {
      /* Whatever an answer may hold, saving goes on. */
      sending = inTurn(sendAll).catch(function () { return fail({ status: 500, body: null }); });
    }
    const isDone = await sending;
    sending = null;
    return isDone;
  };

  /* One window of the browser at a time, where the browser can tell. */
  function inTurn(work) {
    if (navigator.locks && navigator.locks.request) {
      return navigator.locks.request("ziping/" + ziping.account + "/" + ziping.filing, work);
    }
    return work();
  }

  async function sendAll() {
    for (;;) {
      const cells = next();
      if (cells.length === 0) { return settle(); }
      ziping.say("saving", "正在保存");
      cells.forEach(function (pair) {
        const entry = pair[1];
        entry.sent = true;
        entry.seen = entry.seen.filter(function (text) { return text !== entry.typed; }).slice(-MOST_SEEN).concat(entry.typed);
        outbox.put(pair[0], entry);
      });
      const answer = await ziping.send(ziping.form.dataset.cells, request(cells));
      if (answer.status !== 200 || !answer.body) {
        return fail(answer);
      }
      attempts = 0;
      read(answer.body, cells);
    }
  }

  function next() {
    const cells = [];
    let characters = 0;
    outbox.all().forEach(function (pair) {
      const entry = pair[1];
      if (entry.refused || entry.clash) { return; }
      const first = cells.length ? cells[0][1] : entry;
      const isOther = (entry.group || "") !== (first.group || "");
      characters += entry.typed.length;
      if (isOther || cells.length > 0 && (characters > MOST_CHARACTERS || !entry.group && cells.length >= MOST_CELLS)) {
        return;
      }
      cells.push(pair);
    });
    return cells;
  }

  function request(cells) {
    return {
      form: ziping.formId,
      version: ziping.version,
      origin: cells[0][1].origin || "typed",
      unit: ziping.unit,
      cells: cells.map(function (pair) {
        return { code: pair[0], typed: pair[1].typed, base: pair[1].base };
      })
    };
  }

  /* ---------- what the server says ---------- */

  function read(answer, cells) {
    const sentence = new Map(answer.problems.map(function (problem) { return [problem.code, problem.sentence]; }));
    const clashes = new Map(answer.clashes.map(function (clash) { return [clash.code, clash]; }));
    cells.forEach(function (pair) {
      const code = pair[0];
      const typed = pair[1].typed;
      if (Object.prototype.hasOwnProperty.call(answer.saved, code)) {
        acknowledged(code, typed, answer.saved[code]);
      } else if (clashes.has(code)) {
        ziping.clashed(clashes.get(code));
      } else {
        refused(code, typed, sentence.get(code) || "服务器没有答复这一栏，请刷新页面后再试。");
      }
    });
    ziping.savedAt = answer.saved_at;
    ziping.news(answer);
    if (outbox.all().length === 0) { ziping.apply(answer.html); } else { ziping.previewSoon(); }
  }

  function acknowledged(code, typed, changeId) {
    ziping.setBase(code, changeId);
    ziping.shown.set(code, typed);
    const entry = outbox.get(code);
    if (entry && entry.typed === typed) {
      outbox.remove(code);
    } else if (entry) {
      entry.base = changeId;
      entry.seen = [typed];
      entry.sent = false;
      outbox.put(code, entry);
    }
    ziping.tell({ kind: "saved", code: code, typed: typed, changeId: changeId });
  }

  function refused(code, typed, sentence) {
    const entry = outbox.get(code);
    if (!entry || entry.typed !== typed) { return; }
    entry.refused = sentence;
    outbox.put(code, entry);
  }

  /* Nothing is left to send: either all is saved, or something waits for the person. */
  function settle() {
    const waiting = outbox.all();
    const clashes = waiting.filter(function (pair) { return pair[1].clash; }).length;
    const held = waiting.filter(function (pair) { return pair[1].refused; });
    ziping.showHeld(held);
    if (clashes > 0) {
      ziping.say("failed", "未保存：有 " + clashes + " 处与他人同时修改，请选择保留哪一个");
    } else if (held.length > 0) {
      ziping.say("failed", "未保存：" + held[0][1].refused);
    } else if (ziping.savedAt) {
      ziping.say("saved", "已保存 " + ziping.savedAt);
    }
    return waiting.length === 0;
  }

  /* ---------- when it does not work ---------- */

  function fail(answer) {
    const detail = answer.body && answer.body.detail;
    const code = answer.body && answer.body.code;
    const kept = outbox.isLoose() ? "，请勿关闭页面" : "，内容已留在本机";
    ziping.isFinal = false;
    if (answer.status === 0 || answer.status >= 500 || answer.status === 429) {
      const why = answer.status === 0 ? "网络不通" : answer.status === 429 ? "操作过于频繁" : "系统暂时不能保存";
      ziping.say("failed", "未保存：" + why + kept + "，稍后自动再存", { words: "马上再试", press: ziping.flush });
      later(RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] * (0.8 + Math.random() * 0.4));
      attempts += 1;
    } else if (answer.status === 401 || code === "stale-token") {
      ziping.say("failed", "未保存：登录已过期" + kept, { words: "重新登录", press: ziping.logInAgain });
      ziping.logInAgain();
    } else if (code === "password-change-needed") {
      ziping.say("failed", "未保存：请先修改密码" + kept);
    } else {
      ziping.isFinal = true;
      ziping.say("failed", "未保存：" + (detail || "服务器没有接收") + kept);
    }
    return false;
  }

  window.addEventListener("online", function () {
    if (outbox.all().length > 0) { ziping.flush(); }
  });
})(window.ziping);
