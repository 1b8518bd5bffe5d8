import { Modal } from '@mantine/core'
import { IconId, IconSunrise } from '@tabler/icons-react'
import { useState } from 'react'
import type { GroupId, PupilId } from '../../../kernel/ids.ts'
import { useSchoolId } from '../../../ui/address/use-address.ts'
import { useMay } from '../../../ui/me.tsx'
import { useOperation } from '../../../ui/use-operation.ts'
import { besideNames } from '../../contract.ts'
import { MetBack } from './met-back.tsx'
import { PassportOfPupil } from './passport-of-pupil.tsx'
import styles from './plans.module.css'

/** Beside a pupil’s name in a register: that there is a passport, and that today is a first day back. Opens over the register. */
export function BesideName({
  groupId,
  pupilId,
  name,
}: {
  readonly groupId: GroupId
  readonly pupilId: PupilId
  readonly name: string
}) {
  const schoolId = useSchoolId()
  const may = useMay()('passport.view')
  const asked = useOperation(besideNames, { params: { schoolId, groupId } }, { when: may })
  const [open, setOpen] = useState<'passport' | 'back'>()
  const back = asked.data?.back.find((one) => one.pupilId === pupilId)
  const hasPassport = asked.data?.passports.includes(pupilId) === true
  if (back === undefined && !hasPassport) return null
  const close = () => setOpen(undefined)
  return (
    <span className={styles.beside}>
      {hasPassport && (
        <button type="button" className={styles.marker} onClick={() => setOpen('passport')}>
          <IconId size={15} aria-hidden />
          Passport<span className="visually-hidden"> of {name}</span>
        </button>
      )}
      {back !== undefined && !back.met && (
        <button type="button" className={styles.marker} data-kind="back" onClick={() => setOpen('back')}>
          <IconSunrise size={15} aria-hidden />
          {back.here ? 'Back today' : 'May be back'}
          <span className="visually-hidden">: {name}</span>
        </button>
      )}
      <Modal
        opened={open === 'passport'}
        onClose={close}
        size="lg"
        title={`Attendance passport of ${name}`}
        closeButtonProps={{ 'aria-label': 'Close the passport' }}
      >
        {open === 'passport' && <PassportOfPupil pupilId={pupilId} />}
      </Modal>
      <Modal
        opened={open === 'back'}
        onClose={close}
        title={`${name}: first day back`}
        closeButtonProps={{ 'aria-label': 'Close without ticking off' }}
      >
        {open === 'back' && <MetBack pupilId={pupilId} onDone={close} />}
      </Modal>
    </span>
  )
}
