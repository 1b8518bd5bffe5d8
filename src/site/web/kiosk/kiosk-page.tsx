import { useCallback, useEffect, useRef, useState } from 'react'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText, useNow } from '../../../ui/clock.tsx'
import { useMySchool } from '../../../ui/me.tsx'
import { newKey } from '../../../ui/new-key.ts'
import { OfflineError, ProblemError } from '../../../ui/problem.ts'
import { useAct } from '../../../ui/use-operation.ts'
import { signMyselfIn } from '../../contract.ts'
import { FindMyself, type FoundPupil } from './find-myself.tsx'
import styles from './kiosk.module.css'
import { WhyLate } from './why-late.tsx'

/** After so long without a touch the tablet is blank again: nobody sees whom the one before was. */
const BLANK_MS = 30_000
const READ_MS = 7000

interface Said {
  readonly words: string
  readonly well: boolean
}

/** A tablet at the entrance, over everything else: find yourself, say why, read what to do. */
export function Page() {
  const school = useMySchool()
  const now = useNow(5)
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => place.current?.showModal(), [])
  const { chosen, said, blank, choose, signIn, pending, turn } = useVisit()
  useBlank(blank, said === undefined ? BLANK_MS : READ_MS)
  return (
    <>
      <h1 className="visually-hidden">Sign in</h1>
      <dialog
        ref={place}
        className={styles.kiosk}
        aria-labelledby="kiosk-title"
        onCancel={(event) => event.preventDefault()}
      >
        <header className={styles.head}>
          <p>{school?.name}</p>
          <p className={styles.clock}>{timeText(now)}</p>
        </header>
        <div className={styles.main} aria-live="polite">
          {said !== undefined ? (
            <div className={styles.said} data-well={said.well} role="alert">
              <h2 id="kiosk-title">{said.words}</h2>
              <button type="button" className={styles.next} onClick={blank}>
                Next person
              </button>
            </div>
          ) : chosen === undefined ? (
            <FindMyself key={turn} onChoose={choose} />
          ) : (
            <WhyLate pupil={chosen} pending={pending} onSignIn={signIn} onNotMe={blank} />
          )}
        </div>
        <footer className={styles.foot}>
          <button type="button" onClick={() => place.current?.close()}>
            For staff
          </button>
        </footer>
      </dialog>
      <p>
        The kiosk is put aside.{' '}
        <button type="button" className={styles.again} onClick={() => place.current?.showModal()}>
          Back to the kiosk
        </button>
      </p>
    </>
  )
}

/** One person at the tablet, from their name to what they read. */
function useVisit() {
  const schoolId = useSchoolId()
  const [chosen, setChosen] = useState<FoundPupil>()
  const [said, setSaid] = useState<Said>()
  const [turn, setTurn] = useState(0)
  const [key, setKey] = useState(newKey)
  const act = useAct(signMyselfIn, {
    refreshes: [],
    onDone: ({ message }) => setSaid({ words: message, well: true }),
  })
  const { mutate, reset } = act
  const blank = useCallback(() => {
    setChosen(undefined)
    setSaid(undefined)
    setTurn((turns) => turns + 1)
    setKey(newKey())
    reset()
  }, [reset])
  const signIn = (as: { readonly back: boolean; readonly reason: Parameters<typeof mutate>[0]['body']['reason'] }) => {
    if (chosen === undefined) return
    mutate(
      { params: { schoolId }, body: { key, pupilId: chosen.pupilId, ...as } },
      { onError: (error) => setSaid({ words: wordsFor(error), well: false }) },
    )
  }
  return { chosen, said, blank, choose: setChosen, signIn, pending: act.isPending, turn }
}

function wordsFor(error: Error): string {
  if (error instanceof OfflineError) return 'The tablet has no connection. Please speak to reception.'
  const known = error instanceof ProblemError && error.code === 'site.speak-to-reception'
  return known ? error.message : 'Please speak to reception. They will sign you in.'
}

/** Blank again after so long without a touch or a key. */
function useBlank(blank: () => void, after: number) {
  useEffect(() => {
    let timer = setTimeout(blank, after)
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(blank, after)
    }
    window.addEventListener('pointerdown', touched)
    window.addEventListener('keydown', touched)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', touched)
      window.removeEventListener('keydown', touched)
    }
  }, [blank, after])
}
