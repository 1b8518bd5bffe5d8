import { IconEye, IconHourglass, IconLock } from '@tabler/icons-react'
import { PageButton } from '../../../ui/address/page-link.tsx'
import { useMay } from '../../../ui/me.tsx'
import type { Register } from '../../contract.ts'
import type { RegisterAddress } from '../offline/kept-database.ts'
import { ReopenRegisterButton } from './reopen-register-button.tsx'
import styles from './why-not.module.css'

/** In place of Save, for whoever cannot: how the register stands, who can still change it, and the way there. */
export function WhyNot({ register, address }: { readonly register: Register; readonly address: RegisterAddress }) {
  const may = useMay()
  const { groupId, day } = address as { groupId: string; day: string }
  const closed = register.state === 'closed'
  const Sign = closed ? IconLock : register.clock.phase === 'before' ? IconHourglass : IconEye
  const amends = may('register.amend')
  return (
    <div className={styles.note} role="note">
      <Sign size={22} aria-hidden />
      <div className={styles.words}>
        <p>{register.whyNot}</p>
        {closed && (
          <p>
            {amends
              ? 'An amendment keeps the mark as it was beside the new one, with your name and the time.'
              : 'The office amends a mark with the reason for it; the mark as it was stays in the register’s history.'}
          </p>
        )}
      </div>
      {amends && register.clock.phase !== 'before' && (
        <PageButton variant="default" there={{ to: '/week', search: { group: groupId, day } }}>
          Amend in the week grid
        </PageButton>
      )}
      {closed && may('register.reopen') && <ReopenRegisterButton address={address} group={register.group.name} />}
    </div>
  )
}
