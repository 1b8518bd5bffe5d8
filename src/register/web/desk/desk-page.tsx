import { Text } from '@mantine/core'
import { useState } from 'react'
import { listDayClocks } from '../../../roll/contract.ts'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { timeText, useNow } from '../../../ui/clock.tsx'
import { Answered } from '../../../ui/components/answered.tsx'
import { PageHeader } from '../../../ui/components/page-header.tsx'
import { Section } from '../../../ui/components/section.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { whoIsHere } from '../../contract.ts'
import styles from './desk.module.css'
import { DeskForm } from './desk-form.tsx'
import { DeskLog } from './desk-log.tsx'
import type { PupilHere } from './places.ts'
import { PupilFinder } from './pupil-finder.tsx'

/** The sign-in desk: find a child in two key presses, see what will be recorded, confirm. */
export function Page() {
  const schoolId = useSchoolId()
  const here = useOperation(whoIsHere, { params: { schoolId } }, { everySeconds: 120 })
  const clocks = useOperation(listDayClocks, { params: { schoolId } })
  const now = useNow(5)
  const [chosen, setChosen] = useState<string>()
  const [done, setDone] = useState('')
  return (
    <>
      <PageHeader
        title="Late desk"
        lead={`It is ${timeText(now)} by the school’s clock.`}
        actions={
          <PageButton variant="default" there={{ to: '/on-site' }}>
            Who is on site
          </PageButton>
        }
      />
      <Answered question={here}>
        {({ pupils, day }) => {
          const pupil = pupils.find(({ pupilId }) => pupilId === chosen)
          return (
            <div className={styles.desk}>
              <div>
                <PupilFinder
                  key={done}
                  first
                  pupils={pupils}
                  onChoose={(one) => {
                    setDone('')
                    setChosen(one.pupilId)
                  }}
                />
                <output className={styles.done} aria-live="assertive">
                  {done}
                </output>
                {pupil !== undefined && (
                  <DeskForm
                    key={pupil.pupilId}
                    pupil={pupil}
                    clock={clocks.data?.clocks.find(({ yearGroup }) => yearGroup === pupil.yearGroup)?.clock}
                    onDone={(words) => {
                      setDone(words)
                      setChosen(undefined)
                    }}
                    onCancel={() => setChosen(undefined)}
                  />
                )}
                {pupil === undefined && done === '' && (
                  <Text c="dimmed" mt="md">
                    Type two letters: the initials, or the beginning of a name. Then Enter.
                  </Text>
                )}
              </div>
              <Section title="Today at the desk">
                <DeskLog pupils={pupils} day={day} onChoose={(one: PupilHere) => setChosen(one.pupilId)} />
              </Section>
            </div>
          )
        }}
      </Answered>
    </>
  )
}
