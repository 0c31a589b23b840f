/** When something went wrong below the layout. */
'use client'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <h1>That did not work</h1>
      <p>Nothing was lost that had been saved. {error.digest && <small>Reference: {error.digest}</small>}</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </>
  )
}
