import { useEffect, useState } from 'react'
import type { Answer } from '../../../kernel/operation.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { OfflineError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { findMyself, KIOSK_LETTERS } from '../../contract.ts'
import styles from './kiosk.module.css'

type Found = Answer<typeof findMyself>
export type FoundPupil = Found['found'][number]

const PAUSE_MS = 250

const WORDS: Readonly<Record<Exclude<Found['state'], 'found'>, string>> = {
  'too short': 'Type at least three letters of your name.',
  nobody: 'Nobody of that name. Check the letters, or speak to reception.',
  'too many': 'Many people have that name. Type more of it, or your form as well: “Smith 9A”.',
}

/** Type three letters of one's own name, and press it. */
export function FindMyself({ onChoose }: { readonly onChoose: (pupil: FoundPupil) => void }) {
  const schoolId = useSchoolId()
  const [name, setName] = useState('')
  const { mutate, data, error, reset } = useAct(findMyself, { refreshes: [] })
  const long = name.replaceAll(/[^\p{L}]/gu, '').length >= KIOSK_LETTERS
  useEffect(() => {
    if (!long) {
      reset()
      return
    }
    const timer = setTimeout(() => mutate({ params: { schoolId }, body: { name } }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [name, long, mutate, reset, schoolId])
  const state = long ? data?.state : 'too short'
  const hint = error !== null && error instanceof OfflineError ? 'No connection. Please speak to reception.' : undefined
  return (
    <form className={styles.find} autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      <h2 id="kiosk-title">Late? Sign in here</h2>
      <label htmlFor="kiosk-name">Your name</label>
      <input
        id="kiosk-name"
        value={name}
        maxLength={60}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        // The tablet is for this one thing.
        // biome-ignore lint/a11y/noAutofocus: whoever stands here types their name and nothing else
        autoFocus
        aria-describedby="kiosk-hint"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p id="kiosk-hint" className={styles.hint}>
        {hint ?? (state === undefined || state === 'found' ? 'Press your name.' : WORDS[state])}
      </p>
      <ul className={styles.choices}>
        {long &&
          data?.found.map((pupil) => (
            <li key={pupil.pupilId}>
              <button type="button" onClick={() => onChoose(pupil)}>
                <strong>{pupil.name}</strong>
                {pupil.groupName !== null && <span>{pupil.groupName}</span>}
              </button>
            </li>
          ))}
      </ul>
    </form>
  )
}
