/** When something went wrong below the layout. */
'use client'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <h1>That did not work</h1>
      <p className="lead">{error.digest ? `The log has more under ${error.digest}.` : error.message}</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </>
  )
}
