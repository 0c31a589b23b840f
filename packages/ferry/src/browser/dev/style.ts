/** The look of overlay, button and panel. */
export const STYLE = `
:host { all: initial; position: fixed; z-index: 2147483647; color-scheme: light dark;
  --back: light-dark(#fff, #17181c); --text: light-dark(#1d1f24, #e8e9ed); --soft: light-dark(#5d626d, #a3a8b4);
  --line: light-dark(#dcdfe5, #33363e); --code: light-dark(#f5f6f8, #101114); --mark: light-dark(#ffe9e7, #43211f);
  --bad: light-dark(#b42318, #ff8a80); --good: light-dark(#1a7f4b, #7ddba8); --link: light-dark(#1a5fb4, #8ab8ff) }
* { box-sizing: border-box }
dialog { width: min(60rem, calc(100vw - 2rem)); max-height: calc(100vh - 4rem); margin: 2rem auto; padding: 0; overflow: hidden;
  border: 1px solid var(--line); border-top: 4px solid var(--bad); border-radius: 12px; color: var(--text); background: var(--back);
  font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 20px 60px #0006 }
dialog[open] { display: flex; flex-direction: column }
dialog::backdrop { background: #0009 }
header { display: flex; align-items: center; gap: .5rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line) }
header .kind { font-weight: 600; color: var(--bad) }
header .space { flex: 1 }
.body { overflow: auto; padding: 1rem 1.25rem 1.5rem; overscroll-behavior: contain }
h1 { margin: 0 0 1rem; font: 600 1.1rem/1.4 system-ui, sans-serif; white-space: pre-wrap; overflow-wrap: anywhere }
h1 .name { color: var(--bad) }
h2 { margin: 1.25rem 0 .4rem; font: 600 .8rem/1.4 system-ui, sans-serif; text-transform: uppercase; letter-spacing: .05em; color: var(--soft) }
p { margin: .5rem 0 }
pre { margin: .5rem 0; padding: .75rem 0; overflow: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--code);
  font: 13px/1.6 ui-monospace, monospace; tab-size: 2 }
pre > span { display: block; padding: 0 1rem; white-space: pre; width: max-content; min-width: 100% }
pre > .marked, pre > .removed { background: var(--mark) }
pre > .added { background: color-mix(in srgb, var(--good) 18%, transparent) }
pre > .caret { color: var(--bad); font-weight: 700 }
code, .place { font: 13px/1.6 ui-monospace, monospace }
ol { list-style: none; margin: 0; padding: 0 }
li { padding: .15rem 0; overflow-wrap: anywhere }
li.other { color: var(--soft) }
details > summary { cursor: pointer; color: var(--soft) }
a, .place { color: var(--link) }
button { font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 6px; padding: .15rem .5rem; cursor: pointer }
button:hover { border-color: var(--line) }
button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 1px }
button[disabled] { opacity: .4; cursor: default }
button.place { padding: 0; border: 0; text-decoration: underline; text-align: start }
.launcher { position: fixed; left: 12px; bottom: 12px; display: flex; gap: .4rem; align-items: center; padding: .25rem .6rem; border: 1px solid var(--line);
  border-radius: 999px; color: var(--text); background: var(--back); font: 600 12px/1.5 system-ui, sans-serif; box-shadow: 0 2px 10px #0003; opacity: .8 }
.launcher:hover, .launcher:focus-visible { opacity: 1 }
.launcher .count { padding: 0 .4rem; border-radius: 999px; color: #fff; background: #b42318 }
@media print { .launcher { display: none } }
`
