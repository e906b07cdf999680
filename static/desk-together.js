/* ziping: other people and other windows at the same filing. What they change appears in cells left
   alone here; where both changed the same cell, the person is asked. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const POLL_MS = 20000;
  const STILL_AFTER_MS = 5 * 60 * 1000;

  const outbox = ziping.outbox;
  const people = ziping.form.querySelector("[data-people]");
  let lastActive = Date.now();
  let heldWords = "[]";

  function element(tag, className, words) {
    const made = document.createElement(tag);
    if (className) { made.className = className; }
    if (words) { made.textContent = words; }
    return made;
  }

  /* ---------- the panel for what wants an answer ---------- */

  const panel = element("section", "desk-panel");
  panel.setAttribute("aria-label", "保存提示");
  panel.setAttribute("aria-live", "polite");
  document.body.append(panel);

  /* One card a name; an older one of that name goes. */
  ziping.card = function (name, title, fill) {
    ziping.dropCard(name);
    const card = element("div", "desk-card");
    card.dataset.card = name;
    card.append(element("p", "desk-card-title", title));
    fill(card);
    panel.append(card);
    return card;
  };

  ziping.dropCard = function (name) {
    Array.from(panel.children).forEach(function (card) {
      if (card.dataset.card === name) { card.remove(); }
    });
  };

  function wayTo(code, entry) {
    const control = ziping.control(code);
    if (!control) { return element("strong", "", entry.label || code); }
    const link = element("a", "", ziping.label(code));
    link.href = "#" + control.id;
    link.addEventListener("click", function () { control.focus(); });
    return link;
  }

  function quote(words, text) {
    const line = element("div", "desk-quote");
    line.append(element("p", "desk-quote-by", words), element("p", "readable", text === "" ? "（空）" : text));
    return line;
  }

  function actions() {
    const line = element("p", "actions");
    Array.from(arguments).forEach(function (button) { line.append(button, " "); });
    return line;
  }

  function press(words, then) {
    const button = ziping.button(words, then);
    button.className = "button button-quiet";
    return button;
  }

  /* ---------- the same cell changed twice ---------- */

  ziping.clashed = function (clash) {
    const entry = outbox.get(clash.code);
    if (!entry) { return; }
    /* Not a question: the person had that text before his eyes when he typed over it. */
    if (entry.typed === clash.theirs || entry.seen.indexOf(clash.theirs) >= 0) {
      entry.base = clash.change_id;
      outbox.put(clash.code, entry);
      return;
    }
    entry.clash = clash;
    outbox.put(clash.code, entry);
    ask(clash.code, entry);
  };

  function ask(code, entry) {
    const clash = entry.clash;
    ziping.card("clash-" + code, "同一栏有两份内容，请选择保留哪一个", function (card) {
      const place = element("p");
      place.append(wayTo(code, entry));
      card.append(
        place,
        quote("我填写的", entry.typed),
        quote(clash.their_name + " " + clash.their_time + " 填写的", clash.theirs),
        actions(
          press("用我的", function () { answer(code, true); }),
          press("用他的", function () { answer(code, false); })
        )
      );
    });
  }

  function answer(code, isMine) {
    const entry = outbox.get(code);
    ziping.dropCard("clash-" + code);
    if (!entry || !entry.clash) { return; }
    const clash = entry.clash;
    if (isMine) {
      entry.base = clash.change_id;
      entry.seen.push(clash.theirs);
      entry.clash = null;
      outbox.put(code, entry);
    } else {
      outbox.remove(code);
      take({ code: code, typed: clash.theirs, change_id: clash.change_id }, "");
    }
    ziping.flush();
  }

  /* Questions that an earlier visit left open. */
  ziping.askAgain = function () {
    outbox.all().forEach(function (pair) { if (pair[1].clash) { ask(pair[0], pair[1]); } });
  };

  /* ---------- texts that the server does not take ---------- */

  ziping.showHeld = function (held) {
    const words = JSON.stringify(held.map(function (pair) { return [pair[0], pair[1].refused]; }));
    if (words === heldWords) { return; }
    heldWords = words;
    ziping.dropCard("held");
    if (held.length === 0) { return; }
    ziping.card("held", "有 " + held.length + " 处内容没有保存", function (card) {
      held.forEach(function (pair) {
        const code = pair[0];
        const place = element("p");
        place.append(wayTo(code, pair[1]), "：" + pair[1].refused);
        card.append(place);
        if (!ziping.control(code)) {
          card.append(quote("没有保存的内容（可以复制）", pair[1].typed));
        }
        card.append(actions(press("放弃这一处", function () {
          const control = ziping.control(code);
          outbox.remove(code);
          if (control) { ziping.setText(control, ziping.shown.get(code) || ""); }
          ziping.flush();
        })));
      });
    });
  };

  /* ---------- what others changed ---------- */

  /* Puts a stored text into a cell that was left alone here. */
  function take(change, words) {
    ziping.setBase(change.code, change.change_id);
    ziping.shown.set(change.code, change.typed);
    const control = ziping.control(change.code);
    if (!control || control.value === change.typed) { return; }
    ziping.setText(control, change.typed);
    mark(control, words);
  }

  function mark(control, words) {
    const cell = control.closest(".cell, .report-box, .signature-date") || control.parentNode;
    const old = cell.querySelector(".just-changed");
    if (old) { old.remove(); }
    if (words) { cell.append(element("p", "just-changed", words)); }
  }

  ziping.unmark = function (control) { mark(control, ""); };

  /* { version, others } of a save or a poll. */
  ziping.news = function (answer) {
    let rows = "";
    let isAllTaken = true;
    answer.others.forEach(function (change) {
      if (ziping.bases.get(change.code) === change.change_id) { return; }
      if (/\.rows$/.test(change.code)) {
        if (ziping.form.querySelector("[value^='add:" + change.code.split(".")[0] + ":']")) { rows = change.name; }
        ziping.setBase(change.code, change.change_id);
        return;
      }
      /* What is typed here waits for the server's judgement; then this news is wanted again. */
      if (outbox.get(change.code)) {
        isAllTaken = false;
        return;
      }
      take(change, change.is_own ? "刚在另一窗口修改" : "刚由" + change.name + " " + change.time + " 修改");
    });
    if (isAllTaken) { ziping.version = answer.version; }
    if (rows) { rowsChanged(rows); }
  };

  function rowsChanged(name) {
    ziping.card("rows", name + " 增加、删除或移动了指标行", function (card) {
      card.append(
        element("p", "", "刷新页面后显示新的行，已填写的内容不会丢失。"),
        actions(press("刷新页面", async function () {
          await ziping.flush();
          location.reload();
        }))
      );
    });
  }

  /* ---------- other windows of this browser ---------- */

  outbox.watch(function (code, entry) {
    const control = ziping.control(code);
    if (!entry || !control || entry.typed === control.value) { return; }
    ziping.setText(control, entry.typed);
    mark(control, "另一窗口正在填写");
    ziping.previewSoon();
  });

  ziping.hear(function (message) {
    if (!message || message.kind !== "saved") { return; }
    const entry = outbox.get(message.code);
    if (entry && entry.typed !== message.typed) {
      entry.base = message.changeId;
      entry.seen.push(message.typed);
      outbox.put(message.code, entry);
      ziping.setBase(message.code, message.changeId);
      return;
    }
    take({ code: message.code, typed: message.typed, change_id: message.changeId }, "刚在另一窗口修改");
    ziping.previewSoon();
  });

  /* ---------- who else is here ---------- */

  ["keydown", "pointerdown", "scroll"].forEach(function (kind) {
    document.addEventListener(kind, function () {
      const wasStill = Date.now() - lastActive > STILL_AFTER_MS;
      lastActive = Date.now();
      if (wasStill) { poll(); }
    }, { passive: true, capture: true });
  });

  /* A page that nobody uses does not ask: its session may end. */
  async function poll() {
    if (document.visibilityState === "hidden" || Date.now() - lastActive > STILL_AFTER_MS) { return; }
    const answer = await ziping.send(ziping.form.dataset.presence, { form: ziping.formId, version: ziping.version, unit: ziping.unit });
    const body = answer.body;
    if (answer.status === 200 && body) {
      const words = body.people.join("；");
      if (people.textContent !== words) { people.textContent = words; }
      ziping.news(body);
      if (body.html && outbox.all().length === 0) { ziping.apply(body.html); }
    } else if (answer.status === 409 && body) {
      people.textContent = "";
      ziping.say("failed", body.detail);
    } else if (answer.status === 401) {
      const waits = outbox.all().length > 0;
      ziping.say("failed", waits ? "未保存：登录已过期，内容已留在本机" : "登录已过期", { words: "重新登录", press: ziping.logInAgain });
    }
  }

  ziping.poll = poll;
  setInterval(poll, POLL_MS);
  document.addEventListener("visibilitychange", poll);
})(window.ziping);
