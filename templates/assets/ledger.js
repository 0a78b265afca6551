// The switch for the theme, and how long something has been so. Everything on the site works without this file.
(function () {
  "use strict";
  var KEY = "ledger-theme";
  var NEXT = { auto: "light", light: "dark", dark: "auto" };
  var NAMES = { auto: "Theme: system", light: "Theme: light", dark: "Theme: dark" };

  function stored() {
    try {
      var value = localStorage.getItem(KEY);
      return value in NEXT ? value : "auto";
    } catch (e) {
      return "auto";
    }
  }

  function apply(theme) {
    if (theme === "auto") {
      document.documentElement.removeAttribute("data-theme");
    } else {
      document.documentElement.setAttribute("data-theme", theme);
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch (e) {
      // A browser without storage still switches this page.
    }
  }

  document.documentElement.classList.add("scripts"); // makes room for what scripts add
  var theme = stored();
  apply(theme); // before the first paint, so that nothing flashes

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    button.textContent = NAMES[theme];
    button.addEventListener("click", function () {
      theme = NEXT[theme];
      apply(theme);
      keep(theme);
      button.textContent = NAMES[theme];
    });
    document.querySelector("header.top .tools").appendChild(button);
  });

  // Pages are built without a clock, so how many days ago something was is counted here.
  document.addEventListener("DOMContentLoaded", function () {
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    document.querySelectorAll("time[data-age]").forEach(function (time) {
      var days = Math.round((today - Date.parse(time.getAttribute("datetime"))) / 86400000);
      if (days > 0) {
        time.textContent += ", " + days + (days === 1 ? " day" : " days");
      }
    });
  });

  // A link to a line of code or a chart opens what hides it.
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") {
        at.open = true;
      }
    }
    if (target) {
      target.scrollIntoView();
    }
  }
  document.addEventListener("DOMContentLoaded", reveal);
  window.addEventListener("hashchange", reveal);
})();
