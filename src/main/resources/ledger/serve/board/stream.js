"use strict";
/* One stream of events for all tabs of a browser, which has six connections for each server: the
   tab that holds the lock listens, and passes on what it hears. */
(function () {
  var root = document.body.dataset.root;
  var channel = new BroadcastChannel("ledger " + root);
  var lost = document.getElementById("lost");
  function hear(message) {
    if (message.type === "lost" || message.type === "back") {
      lost.hidden = message.type === "back";
      document.body.classList.toggle("cut-off", message.type === "lost");
      document.querySelectorAll("main button").forEach(function (button) {
        button.disabled = message.type === "lost";
      });
    }
    document.dispatchEvent(new CustomEvent("ledger:" + message.type, { detail: message.data }));
  }
  function tell(message) {
    hear(message);
    channel.postMessage(message);
  }
  channel.onmessage = function (event) {
    if (event.data.type === "ask") {
      if (last) channel.postMessage(last);
    } else {
      hear(event.data);
    }
  };
  var last = null;
  navigator.locks.request("ledger " + root, function () {
    return new Promise(function () {
      var source = new EventSource(root + "events");
      ["board", "run"].forEach(function (type) {
        source.addEventListener(type, function (event) {
          var message = { type: type, data: JSON.parse(event.data) };
          if (type === "board") last = message;
          tell(message);
        });
      });
      source.onopen = function () { tell({ type: "back" }); };
      source.onerror = function () {
        tell({ type: "lost" });
        if (source.readyState === EventSource.CLOSED) setTimeout(function () { location.reload(); }, 3000);
      };
    });
  });
  addEventListener("DOMContentLoaded", function () { channel.postMessage({ type: "ask" }); });

  /* A verification that is watched: its part of the page is fetched again when it has gone on. */
  var fetching = false;
  var again = false;
  function follow() {
    var shown = document.getElementById("run");
    if (!shown) return;
    if (fetching) { again = true; return; }
    fetching = true;
    fetch(root + "run/" + encodeURIComponent(shown.dataset.run))
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("run");
        var log = shown.querySelector(".log");
        var atEnd = !log || log.scrollTop + log.clientHeight > log.scrollHeight - 20;
        var focused = shown.contains(document.activeElement);
        if (!fresh) return;
        shown.replaceWith(fresh);
        var now = fresh.querySelector(".log");
        if (now && atEnd) now.scrollTop = now.scrollHeight;
        var button = fresh.querySelector("button");
        if (focused && button) button.focus();
        if ("ended" in fresh.dataset) document.getElementById("told").textContent = "Verification " + fresh.querySelector(".count").textContent;
      })
      .finally(function () {
        fetching = false;
        if (again) { again = false; follow(); }
      });
  }
  document.addEventListener("ledger:run", function (event) {
    var shown = document.getElementById("run");
    if (shown && shown.dataset.run === event.detail.handle && +shown.dataset.version < event.detail.version) follow();
  });
})();
