/** `/`: made on the server for every visit. */
import { cookies } from 'ferry/headers'
import { NameForm } from '@/components/name-form'
import styles from './page.module.css'

export default async function Home() {
  const name = (await cookies()).get('name')?.value
  return (
    <>
      <h1 className={styles.title}>Hello{name ? `, ${name}` : ''}.</h1>
      <p className={styles.lead}>
        {name
          ? 'The function that keeps your name ran on the server, and this page came back in its answer.'
          : 'Tell this page your name. A function on the server will keep it, with JavaScript or without.'}
      </p>
      <NameForm name={name ?? ''} />
      <h2 className={styles.subtitle}>Make it yours</h2>
      <dl className={styles.files}>
        <div>
          <dt>
            <code>app/page.tsx</code>
          </dt>
          <dd>This page. Change a word and save: it shows at once.</dd>
        </div>
        <div>
          <dt>
            <code>app/functions.ts</code>
          </dt>
          <dd>The server function that the form calls.</dd>
        </div>
        <div>
          <dt>
            <code>components/name-form.tsx</code>
          </dt>
          <dd>The form: a client component, alive in the browser.</dd>
        </div>
      </dl>
    </>
  )
}
