import { Hello } from '../parts/rows.jsx'

export default function Page() {
  return <Hello />
}

export const dynamic = 'force-dynamic'
