/** What a new database holds. */
import type { Value } from './database'

const notes: readonly { readonly title: string; readonly body: string; readonly pinned?: boolean }[] = [
  {
    title: 'Welcome aboard',
    body: 'These notes live in one SQLite file beside the app, or in PostgreSQL.\n\nTry them with JavaScript switched off: creating, editing, deleting, undo and search all keep working.',
    pinned: true,
  },
  {
    title: 'Packing list',
    body: 'Passport, charger, the good raincoat.\nA book for the crossing.\nTwo apples.',
  },
  {
    title: 'Bread, overnight',
    body: '500 g flour, 350 g water, 10 g salt, a pinch of yeast.\n\nMix in the evening, fold twice, leave it in peace. Bake hot, in the lidded pot, 40 minutes.',
  },
  {
    title: 'Ideas for the harbour walk',
    body: 'Start at the fish market before nine. The lighthouse opens at ten. Coffee at the boat shed.',
  },
  {
    title: 'Books to return',
    body: 'The Sea, the Sea (due Friday)\nA Field Guide to Getting Lost',
  },
]

/** As queries, the latest note first. */
export const firstNotes = notes.map(({ title, body, pinned }, index) => {
  const at = Date.now() - (index + 1) * 3_600_000 * 7
  const values: readonly Value[] = [title, body, pinned ? 1 : 0, at, at]
  return { sql: 'insert into notes (title, body, pinned, created_at, updated_at) values (?, ?, ?, ?, ?)', values }
})
