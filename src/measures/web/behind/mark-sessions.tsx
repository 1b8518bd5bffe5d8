import { Suspense, useState } from 'react'
import { type Day, shortDay } from '../../../kernel/day.ts'
import type { PupilId } from '../../../kernel/ids.ts'
import type { Half } from '../../../kernel/session.ts'
import { MarkHistory } from '../../../register/web/index.ts'
import styles from './behind.module.css'

/** A session in few words: "Fri 20 Nov, morning". */
export function sessionText({ day, half }: { readonly day: Day; readonly half: Half }): string {
  return `${shortDay(day)}, ${half === 'AM' ? 'morning' : 'afternoon'}`
}

/** Sessions of one pupil; each opens its mark, who made it and every change. */
export function MarkSessions({
  pupilId,
  name,
  sessions,
}: {
  readonly pupilId: PupilId
  readonly name: string
  readonly sessions: readonly { readonly day: Day; readonly half: Half }[]
}) {
  const [open, setOpen] = useState<{ readonly day: Day; readonly half: Half }>()
  return (
    <div>
      <ul className={styles.sessions}>
        {sessions.map((session) => (
          <li key={`${session.day} ${session.half}`}>
            <button type="button" className={styles.session} onClick={() => setOpen(session)}>
              {sessionText(session)}
              <span className="visually-hidden">: the mark of {name}</span>
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <Suspense>
          <MarkHistory pupilId={pupilId} session={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  )
}
