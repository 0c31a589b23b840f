/** The picture at the foot of every page: a ferry on its way. Decoration, so it is hidden from assistive technology. */
import styles from './harbour.module.css'

export function Harbour() {
  return (
    <div className={styles.harbour}>
      <svg viewBox="0 0 1200 170" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <circle className={styles.light} cx="930" cy="52" r="26" />
        <path className={styles.far} d="M0 118q75-22 150 0t150 0 150 0 150 0 150 0 150 0 150 0 150 0v60H0z" />
        <g className={styles.ferry}>
          <path className={styles.hull} d="M498 102h204l-20 34H526z" />
          <path className={styles.deck} d="M528 78h136l10 24H520z" />
          <path className={styles.deck} d="M556 58h70v20h-78z" />
          <path className={styles.hull} d="M580 34h16v24h-16z" />
          <path className={styles.window} d="M538 85h16v10h-16zm26 0h16v10h-16zm26 0h16v10h-16zm26 0h16v10h-16z" />
        </g>
        <path
          className={styles.near}
          d="M0 134q50-20 100 0t100 0 100 0 100 0 100 0 100 0 100 0 100 0 100 0 100 0 100 0 100 0v44H0z"
        />
      </svg>
    </div>
  )
}
