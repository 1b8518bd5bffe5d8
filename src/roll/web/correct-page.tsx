import { useState } from 'react'
import { PageLink, useGo } from '../../ui/address/page-link.tsx'
import { Answered } from '../../ui/components/answered.tsx'
import { LongTextField } from '../../ui/components/fields.tsx'
import { PageHeader } from '../../ui/components/page-header.tsx'
import { ProblemAlert } from '../../ui/components/problem-alert.tsx'
import { useFields } from '../../ui/components/use-fields.ts'
import { useAct, useOperation } from '../../ui/use-operation.ts'
import { correctPupil, getSchool } from '../contract.ts'
import { addressFrom, NO_ADDRESS } from './address-fields.tsx'
import { SaveBar } from './contact-fields.tsx'
import { ParticularsFields, particularsFrom } from './particulars-fields.tsx'
import styles from './roll.module.css'
import { usePupilOfPage } from './use-pupil.ts'
import type { Office, PupilSeen } from './words.ts'

/** Corrects what the admission register holds of a pupil; what was entered before is kept with the reason. */
export function Page() {
  const { pupil } = usePupilOfPage()
  return (
    <Answered question={pupil}>
      {(seen) => (
        <>
          <PageHeader
            title="Correct particulars"
            above={
              <PageLink there={{ to: '/pupils/$pupilId/record', params: { pupilId: seen.id } }}>
                {seen.preferredForename} {seen.preferredSurname}
              </PageLink>
            }
            lead="What was entered before is kept, with your reason, name and position."
          />
          {seen.office !== null && <CorrectForm key={seen.version} pupil={seen} office={seen.office} />}
        </>
      )}
    </Answered>
  )
}

function valuesOf(pupil: PupilSeen, office: Office) {
  const shown = office.address.state === 'shown' ? office.address : undefined
  return {
    ...NO_ADDRESS,
    ...(shown && {
      lines: shown.address.lines.join('\n'),
      town: shown.address.town,
      postcode: shown.address.postcode,
      confidential: shown.confidential,
    }),
    legalForenames: office.legalForenames,
    legalSurname: office.legalSurname,
    preferredForename: pupil.preferredForename,
    preferredSurname: pupil.preferredSurname,
    born: pupil.born as string,
    sex: pupil.sex as '' | 'F' | 'M',
    upn: office.upn ?? '',
    formerUpn: office.formerUpn ?? '',
    admissionNumber: office.admissionNumber ?? '',
    startingDay: pupil.startingDay as string,
    boarder: office.boarder,
    lastSchool: office.lastSchool ?? '',
    reason: '',
  }
}

function CorrectForm({ pupil, office }: { readonly pupil: PupilSeen; readonly office: Office }) {
  const go = useGo()
  const { params } = usePupilOfPage()
  const school = useOperation(getSchool, { params: { schoolId: params.schoolId } })
  const act = useAct(correctPupil, {
    onDone: () => go({ to: '/pupils/$pupilId/record', params: { pupilId: pupil.id } }),
  })
  const [initial] = useState(() => valuesOf(pupil, office))
  const fields = useFields(initial, act.error)
  const hidden = office.address.state === 'hidden'
  const save = ({ reason, ...values }: typeof initial) => {
    const address = hidden ? {} : { address: addressFrom(values) ?? null }
    act.mutate({ params, body: { ...particularsFrom(values), ...address, version: pupil.version, reason } })
  }
  return (
    <form className={styles.form} noValidate onSubmit={fields.submit(save)}>
      <ProblemAlert error={act.error} />
      <ParticularsFields fields={fields} addressHidden={hidden} boards={school.data?.boards ?? false} />
      <LongTextField label="Reason" hint="Such as: birth certificate seen." {...fields.bind('reason')} />
      <SaveBar label="Save the correction" pending={act.isPending} />
    </form>
  )
}
