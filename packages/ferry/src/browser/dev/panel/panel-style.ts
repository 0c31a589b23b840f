/** The look of the panel. */
export const PANEL_STYLE = `
.panel { position: fixed; inset: auto 12px 52px 12px; display: flex; flex-direction: column; max-width: 72rem; max-height: min(60vh, 34rem);
  border: 1px solid var(--line); border-radius: 12px; color: var(--text); background: var(--back); font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 10px 40px #0005 }
.panel[hidden] { display: none }
.panel .body { padding: .75rem 1rem 1rem }
.panel [role="tab"] { color: var(--soft) }
.panel [role="tab"][aria-selected="true"] { color: var(--text); font-weight: 600; border-color: var(--line) }
table { width: 100%; margin: .25rem 0 1rem; border-collapse: collapse; font-size: 13px }
td:not(:last-child) { min-width: 4.5rem }
th { white-space: nowrap; text-align: start; color: var(--soft); font-weight: 600 }
th, td { padding: .2rem .75rem .2rem 0; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
.bad { color: var(--bad) }
.soft { color: var(--soft); font-size: 11px }
`
