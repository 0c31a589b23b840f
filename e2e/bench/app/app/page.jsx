import { Hello } from '../parts/rows.jsx'

export default function Page() {
  return <Hello />
}
