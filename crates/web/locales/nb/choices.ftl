## Certainty

choice-certainty-stated = Oppgitt i kilden
choice-certainty-public = Supplert fra offentlige opplysninger
choice-certainty-inferred = Utledet
choice-certainty-uncertain = Usikker
choice-certainty-lost = Gått tapt i kilden
choice-certainty-illustrative = Illustrativ, ikke et tall fra noen kilde

## Language

choice-language-sv = Svensk
choice-language-nb = Norsk (bokmål)
choice-language-en = Engelsk

## Organisation type

choice-organisation-type-municipality = Kommune
choice-organisation-type-county_council = Landsting
choice-organisation-type-region_municipality = Region
choice-organisation-type-county_municipality = Fylkeskommune
choice-organisation-type-regional_association = Regionråd
choice-organisation-type-municipal_association = Kommuneforbund
choice-organisation-type-municipal_federation = Interkommunalt selskap eller kommunalforbund
choice-organisation-type-county_administrative_board = Statsforvalter
choice-organisation-type-government = Regjering
choice-organisation-type-ministry = Departement
choice-organisation-type-state_agency = Statlig etat
choice-organisation-type-committee_commission = Utvalg eller kommisjon
choice-organisation-type-programme_office = Programkontor
choice-organisation-type-procurement_body = Innkjøpssentral
choice-organisation-type-national_association = Nasjonal interesseorganisasjon
choice-organisation-type-nonprofit_association = Ideell forening
choice-organisation-type-network_body = Nettverksorganisasjon
choice-organisation-type-company = Selskap
choice-organisation-type-university = Universitet eller høyskole
choice-organisation-type-eu_body = EU-organ

## Level

choice-level-eu = EU
choice-level-national = Nasjonalt
choice-level-regional = Regionalt
choice-level-subregional = Delregionalt
choice-level-local = Lokalt

## Country

choice-country-se = Sverige
choice-country-no = Norge
choice-country-eu = EU

## County

choice-county-se-01 = Stockholms län
choice-county-se-03 = Uppsala län
choice-county-se-04 = Södermanlands län
choice-county-se-05 = Östergötlands län
choice-county-se-06 = Jönköpings län
choice-county-se-07 = Kronobergs län
choice-county-se-08 = Kalmar län
choice-county-se-09 = Gotlands län
choice-county-se-10 = Blekinge län
choice-county-se-12 = Skåne län
choice-county-se-13 = Hallands län
choice-county-se-14 = Västra Götalands län
choice-county-se-17 = Värmlands län
choice-county-se-18 = Örebro län
choice-county-se-19 = Västmanlands län
choice-county-se-20 = Dalarnas län
choice-county-se-21 = Gävleborgs län
choice-county-se-22 = Västernorrlands län
choice-county-se-23 = Jämtlands län
choice-county-se-24 = Västerbottens län
choice-county-se-25 = Norrbottens län
choice-county-no-03 = Oslo
choice-county-no-11 = Rogaland
choice-county-no-15 = Møre og Romsdal
choice-county-no-18 = Nordland
choice-county-no-31 = Østfold
choice-county-no-32 = Akershus
choice-county-no-33 = Buskerud
choice-county-no-34 = Innlandet
choice-county-no-39 = Vestfold
choice-county-no-40 = Telemark
choice-county-no-42 = Agder
choice-county-no-46 = Vestland
choice-county-no-50 = Trøndelag
choice-county-no-55 = Troms
choice-county-no-56 = Finnmark

## Breadth

choice-breadth-few_municipalities = Få kommuner
choice-breadth-all_municipalities = Alle kommuner
choice-breadth-regions = Regioner
choice-breadth-all_regions = Alle regioner
choice-breadth-agencies = Etater
choice-breadth-ministries = Departementer
choice-breadth-state_municipal = Stat og kommune
choice-breadth-members = Medlemmene
choice-breadth-broad = Bredt samarbeid

## Stairs

choice-stairs-samtal = Samtale
choice-stairs-samforstand = Felles forståelse
choice-stairs-samverkan = Samhandling
choice-stairs-samarbete = Samarbeid
choice-stairs-samgaende = Sammenslåing

## Kind of cooperation

choice-kind-of-cooperation-forum = Forum
choice-kind-of-cooperation-purchasing = Innkjøp
choice-kind-of-cooperation-operations = Drift
choice-kind-of-cooperation-infrastructure = Infrastruktur
choice-kind-of-cooperation-rda = Regional digital agenda
choice-kind-of-cooperation-ehealth = E-helse
choice-kind-of-cooperation-joint_development = Felles digital utvikling

## Form

choice-form-gemensam_namnd = Felles folkevalgt nemnd
choice-form-kommunalforbund = Interkommunalt selskap eller kommunalforbund
choice-form-aktiebolag = Aksjeselskap
choice-form-ideell_forening = Ideell forening
choice-form-avtal = Samarbeidsavtale
choice-form-agreement_network = Avtalebasert nettverk
choice-form-unit_in_municipal_association = Enhet i kommuneforbund
choice-form-unit_in_regional_association = Enhet i regionråd
choice-form-membership_programme = Medlemsprogram
choice-form-council = Råd
choice-form-committee = Komité
choice-form-project = Prosjekt
choice-form-network = Nettverk
choice-form-follow_up_axis = Oppfølgingsakse
choice-form-informal = Ingen formell form

## Membership role

choice-membership-role-member = Medlem
choice-membership-role-owner = Eier
choice-membership-role-initiator = Initiativtaker
choice-membership-role-principal = Oppdragsgiver
choice-membership-role-adjunct = Adjungert
choice-membership-role-indirect_member = Indirekte medlem
choice-membership-role-prospective = Mulig medlem
choice-membership-role-signatory = Undertegner

## Body type

choice-body-type-board = Utvalg
choice-body-type-directorate = Direksjon
choice-body-type-steering_group = Styringsgruppe
choice-body-type-preparation_group = Forberedende gruppe
choice-body-type-management_group = Ledergruppe
choice-body-type-working_group = Arbeidsgruppe
choice-body-type-expert_group = Ekspertgruppe
choice-body-type-reference_group = Referansegruppe
choice-body-type-architecture_group = Arkitekturgruppe
choice-body-type-working_committee = Arbeidsutvalg
choice-body-type-presidium = Presidium
choice-body-type-secretariat = Sekretariat
choice-body-type-chief_group = Lederforum
choice-body-type-council = Råd

## Function

choice-function-steering = Styring
choice-function-operational_management = Operativ ledelse
choice-function-preparation = Saksforberedelse
choice-function-operations = Utførelse

## Seat role

choice-seat-role-chair = Leder
choice-seat-role-vice_chair = Nestleder
choice-seat-role-ordinary = Fast medlem
choice-seat-role-deputy = Varamedlem
choice-seat-role-secretary = Sekretær
choice-seat-role-adjunct = Adjungert

## Quorum

choice-quorum-majority = Mer enn halvparten
choice-quorum-two_thirds = To tredeler
choice-quorum-all = Alle

## Consent

choice-consent-given = Gitt
choice-consent-public_role = Ikke nødvendig (offentlig rolle)
choice-consent-withdrawn = Trukket tilbake

## Profession

choice-profession-it = IT
choice-profession-political = Politisk ledelse
choice-profession-municipal_management = Kommuneledelse
choice-profession-care = Helse og omsorg
choice-profession-school = Skole og utdanning
choice-profession-culture = Kultur og fritid
choice-profession-economy = Økonomi
choice-profession-personnel = Personal
choice-profession-planning = Samfunnsplanlegging
choice-profession-business = Næringsliv
choice-profession-communication = Kommunikasjon
choice-profession-administration = Administrasjon
choice-profession-other = Annet

## Written language

choice-written-language-bokmal = Bokmål
choice-written-language-nynorsk = Nynorsk
choice-written-language-neutral = Nøytral

## Succession manner

choice-succession-manner-renamed = Navneendring
choice-succession-manner-merged = Sammenslåing
choice-succession-manner-split = Deling
choice-succession-manner-tasks_moved = Oppgaver flyttet

## Responsible kind

choice-responsible-kind-regionkommun = Regionkommune
choice-responsible-kind-regionforbund_or_samverkansorgan = Regionråd eller samarbeidsorgan
choice-responsible-kind-lansstyrelse = Statsforvalter

## Rating

choice-rating-1 = 1 – svært ugunstig
choice-rating-2 = 2 – nokså ugunstig
choice-rating-3 = 3 – verken eller
choice-rating-4 = 4 – nokså gunstig
choice-rating-5 = 5 – svært gunstig

## Role type

choice-role-type-chair = Leder
choice-role-type-coordinator = Koordinator
choice-role-type-board_secretary = Utvalgssekretær
choice-role-type-project_leader = Prosjektleder
choice-role-type-county_coordinator = Fylkeskoordinator
choice-role-type-lead_member = Ledende virksomhet
choice-role-type-it_strategist = IT-strateg
choice-role-type-responsible_official = Ansvarlig tjenesteperson

## Frequency

choice-frequency-per_meeting = Ved hvert møte
choice-frequency-continuous = Løpende
choice-frequency-monthly = Hver måned
choice-frequency-yearly = Hvert år
choice-frequency-once = Én gang

## Partner purpose

choice-partner-purpose-avoid_double_work = Unngå dobbeltarbeid
choice-partner-purpose-exchange = Utveksle erfaringer
choice-partner-purpose-coordinate_planning = Samordne planlegging
choice-partner-purpose-assignment = Oppdrag

## Contact form

choice-contact-form-meetings = Møter
choice-contact-form-seat = Plass i organ
choice-contact-form-written = Skriftlig
choice-contact-form-event = Konferanser og arrangementer
choice-contact-form-as_needed = Ved behov

## Initiative type

choice-initiative-type-project = Prosjekt
choice-initiative-type-activity = Aktivitet
choice-initiative-type-initiative = Initiativ
choice-initiative-type-assignment = Oppdrag
choice-initiative-type-measure = Tiltak
choice-initiative-type-skl_initiative = SKL-initiativ
choice-initiative-type-inquiry = Utredning
choice-initiative-type-guidance = Veileder
choice-initiative-type-tool = Verktøy

## Area

choice-area-verticals = Tjenesteområder
choice-area-care = Helse og omsorg
choice-area-planning = Samfunnsplanlegging
choice-area-culture = Kultur og fritid
choice-area-business = Næringsliv
choice-area-school = Skole og utdanning
choice-area-democracy = Demokrati og medvirkning
choice-area-support_functions = Støttefunksjoner
choice-area-case_handling = Saksbehandling
choice-area-archive = Arkiv
choice-area-personnel_economy = Personal og økonomi
choice-area-procurement = Anskaffelser
choice-area-it_support = IT-støtte
choice-area-common_platforms = Felles plattformer
choice-area-e_services = Digitale tjenester
choice-area-identity = Elektronisk ID og identitet
choice-area-network = Datanett
choice-area-operations = Drift
choice-area-integration = Integrasjon
choice-area-messages = Meldinger
choice-area-structural_conditions = Strukturelle forutsetninger
choice-area-base_data = Grunndata
choice-area-open_data = Åpne data
choice-area-geodata = Geodata
choice-area-information_exchange = Informasjonsutveksling
choice-area-architecture = Arkitektur
choice-area-law = Juss
choice-area-security = Informasjonssikkerhet
choice-area-broadband = Bredbånd
choice-area-strategy_steering = Strategi og styring
choice-area-competence = Kompetanse
choice-area-life_events = Livshendelser

## Activity type

choice-activity-type-governing = Styrende og koordinerende
choice-activity-type-strategy = Mål og strategier
choice-activity-type-financing = Budsjett og finansiering
choice-activity-type-follow_up = Styring og oppfølging
choice-activity-type-coordination = Samordning
choice-activity-type-prioritisation = Prioritering av initiativ
choice-activity-type-study = Forstudier og analyser
choice-activity-type-value_adding = Utviklende og verdiskapende
choice-activity-type-guidance = Veiledninger
choice-activity-type-training = Opplæring og kompetanseheving
choice-activity-type-requirements = Kravstilling
choice-activity-type-procurement = Avrop og anskaffelse
choice-activity-type-installation = Installasjon og tilpasning
choice-activity-type-process_development = Intern prosessutvikling
choice-activity-type-service_development = Bedre informasjon og service
choice-activity-type-operation = Drift og forvaltning

## Goal type

choice-goal-type-vision = Visjon
choice-goal-type-policy_goal = Politisk mål
choice-goal-type-strategy = Strategi
choice-goal-type-strategy_item = Strategipunkt
choice-goal-type-agenda = Agenda
choice-goal-type-programme_area = Programområde
choice-goal-type-focus_area = Satsingsområde
choice-goal-type-sub_area = Delområde
choice-goal-type-priority_area = Prioritert område
choice-goal-type-theme = Tema
choice-goal-type-goal = Mål
choice-goal-type-effect_goal = Effektmål
choice-goal-type-target = Målbart mål
choice-goal-type-purpose = Formål
choice-goal-type-task = Oppgave
choice-goal-type-action_plan = Handlingsplan
choice-goal-type-plan = Plan
choice-goal-type-direction = Virksomhetsretning
choice-goal-type-base_data_area = Grunndataområde
choice-goal-type-area_group = Områdegruppe
choice-goal-type-level = Nivå
choice-goal-type-success_set = Samling suksessfaktorer
choice-goal-type-success_factor = Suksessfaktor
choice-goal-type-signal_set = Samling signaler
choice-goal-type-signal = Signal

## Meeting type

choice-meeting-type-board_meeting = Utvalgsmøte
choice-meeting-type-council_meeting = Rådsmøte
choice-meeting-type-committee_meeting = Komitémøte
choice-meeting-type-network_meeting = Nettverksmøte
choice-meeting-type-expert_meeting = Ekspertmøte
choice-meeting-type-workshop = Workshop
choice-meeting-type-conference = Konferanse
choice-meeting-type-dialogue = Dialogmøte
choice-meeting-type-process_milestone = Milepæl
choice-meeting-type-deadline = Frist
choice-meeting-type-decision = Vedtak
choice-meeting-type-document_version = Dokumentversjon
choice-meeting-type-recurring = Fast møte

## Meeting mode

choice-meeting-mode-on_site = Fysisk
choice-meeting-mode-remote = Digitalt
choice-meeting-mode-hybrid = Både fysisk og digitalt
