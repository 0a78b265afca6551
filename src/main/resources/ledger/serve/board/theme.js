"use strict";
document.documentElement.classList.add("scripts");
