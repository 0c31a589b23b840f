/** `/`: what the API has, read on the server for every visit. Removing is a function written right here. */
import { DepartureForm } from '@/components/departure-form'
import { listDepartures, removeDeparture } from '@/data/departures'
import styles from './page.module.css'

export default async function Home() {
  const departures = await listDepartures()
  return (
    <>
      <h1 className={styles.title}>Departures</h1>
      <p className={styles.lead}>
        From <a href="/api/departures">/api/departures</a>, an Express API in the same process.
      </p>
      {departures.length === 0 && <p>Nothing leaves today.</p>}
      <ul className={styles.list}>
        {departures.map(({ id, time, to }) => (
          <li key={id}>
            <time>{time}</time>
            <span>{to}</span>
            <form
              action={async () => {
                'use server'
                await removeDeparture(id)
              }}
            >
              <button type="submit" aria-label={`Remove ${time} to ${to}`}>
                Remove
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h2 className={styles.subtitle}>Another one</h2>
      <DepartureForm />
    </>
  )
}
