// Search over titles, prose and metrics. The index is a classic script, loaded when somebody wants to search.
(function () {
  "use strict";
  var MOST = 12;
  var root = document.currentScript.getAttribute("src").replace(/assets\/search\.js$/, "");
  var tools = document.querySelector("header.top .tools");
  if (!tools) {
    return;
  }

  var box = document.createElement("search");
  var input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Search  /";
  input.setAttribute("aria-label", "Search tasks, metrics and pages");
  input.setAttribute("autocomplete", "off");
  var list = document.createElement("ul");
  list.hidden = true;
  var status = document.createElement("p");
  status.className = "told";
  status.setAttribute("role", "status");
  var none = document.createElement("p");
  none.className = "none";
  none.hidden = true;
  box.append(input, list, none, status);
  tools.prepend(box);

  var asked = false;
  function load() {
    if (!asked) {
      asked = true;
      var script = document.createElement("script");
      script.src = root + "assets/index.js";
      script.onload = show;
      document.head.appendChild(script);
    }
  }

  // Every word must be found; the ID and the title count most.
  function score(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i];
      var best = 0;
      if (entry[0].toLowerCase().indexOf(word) >= 0) {
        best = 8;
      } else if (entry[1].toLowerCase().indexOf(word) >= 0) {
        best = 4;
      } else if ((entry[2] + " " + entry[3]).toLowerCase().indexOf(word) >= 0) {
        best = 1;
      }
      if (best === 0) {
        return 0;
      }
      sum += best;
    }
    return sum;
  }

  function excerpt(text, word) {
    var at = Math.max(0, text.toLowerCase().indexOf(word) - 30);
    return (at > 0 ? "…" : "") + text.slice(at, at + 110) + (at + 110 < text.length ? "…" : "");
  }

  function show() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.textContent = "";
    list.hidden = true;
    status.textContent = "";
    none.hidden = true;
    if (!window.ledgerIndex || words.length === 0) {
      return;
    }
    var hits = window.ledgerIndex
      .map(function (entry) { return { entry: entry, score: score(entry, words) }; })
      .filter(function (hit) { return hit.score > 0; })
      .sort(function (a, b) { return b.score - a.score; });
    status.textContent = hits.length === 1 ? "1 page found" : hits.length + " pages found";
    hits.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = root + (hit.entry[4] || "tasks/" + hit.entry[0] + ".html");
      var title = document.createElement("strong");
      title.textContent = (hit.entry[0] + " " + hit.entry[1]).trim();
      var text = document.createElement("span");
      text.textContent = (hit.entry[2] && hit.entry[2] + ". ") + excerpt(hit.entry[3], words[0]);
      link.append(title, text);
      item.appendChild(link);
      list.appendChild(item);
    });
    if (hits.length > MOST) {
      var more = document.createElement("li");
      more.className = "more";
      more.textContent = "and " + (hits.length - MOST) + " more: add a word";
      list.appendChild(more);
    }
    none.textContent = "Nothing found. Every word must be in a title, a page or a metric.";
    none.hidden = hits.length > 0;
    list.hidden = hits.length === 0;
  }

  function move(by) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement) + by;
    if (at < 0) {
      input.focus();
    } else if (at < links.length) {
      links[at].focus();
    }
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", show);
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      input.value = "";
      show();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      var first = list.querySelector("a");
      if (first) {
        location.href = first.href;
      }
    }
  });
  document.addEventListener("keydown", function (event) {
    var tag = document.activeElement ? document.activeElement.tagName : "";
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && tag !== "INPUT" && tag !== "TEXTAREA") {
      event.preventDefault();
      input.focus();
    }
  });
})();
