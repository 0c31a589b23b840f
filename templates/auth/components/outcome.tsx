/** How it went: read out as it appears. */
import styles from './form.module.css'

export function Outcome({ state }: { state: object | null }) {
  const done = state && 'done' in state ? String(state.done) : ''
  const problem = state && 'problem' in state ? String(state.problem) : ''
  return (
    <p role="status" className={problem ? styles.problem : styles.done}>
      {problem || done}
    </p>
  )
}
