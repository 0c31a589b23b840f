/** What stands in the place of a page that failed: most likely the API did not answer. */
'use client'

import styles from './page.module.css'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <h1 className={styles.title}>That did not work.</h1>
      <p className={styles.lead}>{error.digest ? `The log has more under ${error.digest}.` : error.message}</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </>
  )
}
