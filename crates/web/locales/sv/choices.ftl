## Certainty

choice-certainty-stated = Anges i källan
choice-certainty-public = Kompletterad från offentliga uppgifter
choice-certainty-inferred = Härledd
choice-certainty-uncertain = Osäker
choice-certainty-lost = Förlorad i källan
choice-certainty-illustrative = Illustrativ, inte en uppgift ur någon källa

## Language

choice-language-sv = Svenska
choice-language-nb = Norska (bokmål)
choice-language-en = Engelska

## Organisation type

choice-organisation-type-municipality = Kommun
choice-organisation-type-county_council = Landsting
choice-organisation-type-region_municipality = Region
choice-organisation-type-county_municipality = Fylkeskommun
choice-organisation-type-regional_association = Regionförbund
choice-organisation-type-municipal_association = Kommunförbund
choice-organisation-type-municipal_federation = Kommunalförbund
choice-organisation-type-county_administrative_board = Länsstyrelse
choice-organisation-type-government = Regering
choice-organisation-type-ministry = Departement
choice-organisation-type-state_agency = Statlig myndighet
choice-organisation-type-committee_commission = Kommitté eller kommission
choice-organisation-type-programme_office = Programkontor
choice-organisation-type-procurement_body = Inköpscentral
choice-organisation-type-national_association = Nationell intresseorganisation
choice-organisation-type-nonprofit_association = Ideell förening
choice-organisation-type-network_body = Nätverksorganisation
choice-organisation-type-company = Bolag
choice-organisation-type-university = Universitet eller högskola
choice-organisation-type-eu_body = EU-organ

## Level

choice-level-eu = EU
choice-level-national = Nationell
choice-level-regional = Regional
choice-level-subregional = Delregional
choice-level-local = Lokal

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
choice-breadth-all_municipalities = Alla kommuner
choice-breadth-regions = Regioner
choice-breadth-all_regions = Alla regioner
choice-breadth-agencies = Myndigheter
choice-breadth-ministries = Departement
choice-breadth-state_municipal = Stat och kommun
choice-breadth-members = Medlemmarna
choice-breadth-broad = Bred samverkan

## Stairs

choice-stairs-samtal = Samtal
choice-stairs-samforstand = Samförstånd
choice-stairs-samverkan = Samverkan
choice-stairs-samarbete = Samarbete
choice-stairs-samgaende = Samgående

## Kind of cooperation

choice-kind-of-cooperation-forum = Forum
choice-kind-of-cooperation-purchasing = Inköp
choice-kind-of-cooperation-operations = Drift
choice-kind-of-cooperation-infrastructure = Infrastruktur
choice-kind-of-cooperation-rda = Regional digital agenda
choice-kind-of-cooperation-ehealth = E-hälsa
choice-kind-of-cooperation-joint_development = Gemensam e-utveckling

## Form

choice-form-gemensam_namnd = Gemensam nämnd
choice-form-kommunalforbund = Kommunalförbund
choice-form-aktiebolag = Aktiebolag
choice-form-ideell_forening = Ideell förening
choice-form-avtal = Samverkansavtal
choice-form-agreement_network = Nätverk med avtal
choice-form-unit_in_municipal_association = Enhet i kommunförbund
choice-form-unit_in_regional_association = Enhet i regionförbund
choice-form-membership_programme = Medlemsprogram
choice-form-council = Råd
choice-form-committee = Kommitté
choice-form-project = Projekt
choice-form-network = Nätverk
choice-form-follow_up_axis = Uppföljningsaxel
choice-form-informal = Ingen formell form

## Membership role

choice-membership-role-member = Medlem
choice-membership-role-owner = Ägare
choice-membership-role-initiator = Initiativtagare
choice-membership-role-principal = Huvudman
choice-membership-role-adjunct = Adjungerad
choice-membership-role-indirect_member = Indirekt medlem
choice-membership-role-prospective = Möjlig medlem
choice-membership-role-signatory = Undertecknare

## Body type

choice-body-type-board = Nämnd
choice-body-type-directorate = Direktion
choice-body-type-steering_group = Styrgrupp
choice-body-type-preparation_group = Beredningsgrupp
choice-body-type-management_group = Ledningsgrupp
choice-body-type-working_group = Arbetsgrupp
choice-body-type-expert_group = Expertgrupp
choice-body-type-reference_group = Referensgrupp
choice-body-type-architecture_group = Arkitekturledningsgrupp
choice-body-type-working_committee = Arbetsutskott
choice-body-type-presidium = Presidium
choice-body-type-secretariat = Kansli
choice-body-type-chief_group = Chefsgrupp
choice-body-type-council = Råd

## Function

choice-function-steering = Styrning
choice-function-operational_management = Operativ ledning
choice-function-preparation = Beredning
choice-function-operations = Verksamhet

## Seat role

choice-seat-role-chair = Ordförande
choice-seat-role-vice_chair = Vice ordförande
choice-seat-role-ordinary = Ordinarie ledamot
choice-seat-role-deputy = Ersättare
choice-seat-role-secretary = Sekreterare
choice-seat-role-adjunct = Adjungerad

## Quorum

choice-quorum-majority = Mer än hälften
choice-quorum-two_thirds = Två tredjedelar
choice-quorum-all = Alla

## Consent

choice-consent-given = Lämnat
choice-consent-public_role = Behövs inte (offentlig roll)
choice-consent-withdrawn = Återkallat

## Profession

choice-profession-it = IT
choice-profession-political = Politisk ledning
choice-profession-municipal_management = Kommunledning
choice-profession-care = Vård och omsorg
choice-profession-school = Skola och utbildning
choice-profession-culture = Kultur och fritid
choice-profession-economy = Ekonomi
choice-profession-personnel = Personal
choice-profession-planning = Samhällsbyggnad
choice-profession-business = Näringsliv
choice-profession-communication = Kommunikation
choice-profession-administration = Administration
choice-profession-other = Annat

## Written language

choice-written-language-bokmal = Bokmål
choice-written-language-nynorsk = Nynorska
choice-written-language-neutral = Språkneutral

## Succession manner

choice-succession-manner-renamed = Namnbyte
choice-succession-manner-merged = Sammanslagning
choice-succession-manner-split = Delning
choice-succession-manner-tasks_moved = Uppgifter flyttade

## Responsible kind

choice-responsible-kind-regionkommun = Regionkommun
choice-responsible-kind-regionforbund_or_samverkansorgan = Regionförbund eller samverkansorgan
choice-responsible-kind-lansstyrelse = Länsstyrelse

## Rating

choice-rating-1 = 1 – mycket ogynnsamt
choice-rating-2 = 2 – ganska ogynnsamt
choice-rating-3 = 3 – varken eller
choice-rating-4 = 4 – ganska gynnsamt
choice-rating-5 = 5 – mycket gynnsamt

## Role type

choice-role-type-chair = Ordförande
choice-role-type-coordinator = Samordnare
choice-role-type-board_secretary = Nämndsekreterare
choice-role-type-project_leader = Projektledare
choice-role-type-county_coordinator = Länssamordnare
choice-role-type-lead_member = Färdledare
choice-role-type-it_strategist = IT-strateg
choice-role-type-responsible_official = Ansvarig tjänsteperson

## Frequency

choice-frequency-per_meeting = Vid varje möte
choice-frequency-continuous = Löpande
choice-frequency-monthly = Varje månad
choice-frequency-yearly = Varje år
choice-frequency-once = En gång

## Partner purpose

choice-partner-purpose-avoid_double_work = Undvika dubbelarbete
choice-partner-purpose-exchange = Utbyta erfarenheter
choice-partner-purpose-coordinate_planning = Samordna planering
choice-partner-purpose-assignment = Uppdrag

## Contact form

choice-contact-form-meetings = Möten
choice-contact-form-seat = Plats i organ
choice-contact-form-written = Skriftligt
choice-contact-form-event = Konferenser och evenemang
choice-contact-form-as_needed = Vid behov

## Initiative type

choice-initiative-type-project = Projekt
choice-initiative-type-activity = Aktivitet
choice-initiative-type-initiative = Initiativ
choice-initiative-type-assignment = Uppdrag
choice-initiative-type-measure = Åtgärd
choice-initiative-type-skl_initiative = SKL-initiativ
choice-initiative-type-inquiry = Utredning
choice-initiative-type-guidance = Vägledning
choice-initiative-type-tool = Verktyg

## Area

choice-area-verticals = Verksamhetsområden
choice-area-care = Vård och omsorg
choice-area-planning = Samhällsbyggnad
choice-area-culture = Kultur och fritid
choice-area-business = Näringsliv
choice-area-school = Skola och utbildning
choice-area-democracy = Demokrati och delaktighet
choice-area-support_functions = Stödfunktioner
choice-area-case_handling = Ärendehantering
choice-area-archive = Arkiv
choice-area-personnel_economy = Personal och ekonomi
choice-area-procurement = Upphandling
choice-area-it_support = IT-stöd
choice-area-common_platforms = Gemensamma plattformar
choice-area-e_services = E-tjänster
choice-area-identity = E-legitimation och identitet
choice-area-network = Datanät
choice-area-operations = Drift
choice-area-integration = Integration
choice-area-messages = Meddelanden
choice-area-structural_conditions = Strukturella förutsättningar
choice-area-base_data = Grunddata
choice-area-open_data = Öppna data
choice-area-geodata = Geodata
choice-area-information_exchange = Informationsutbyte
choice-area-architecture = Arkitektur
choice-area-law = Juridik
choice-area-security = Informationssäkerhet
choice-area-broadband = Bredband
choice-area-strategy_steering = Strategi och styrning
choice-area-competence = Kompetens
choice-area-life_events = Livshändelser

## Activity type

choice-activity-type-governing = Styrande och samordnande
choice-activity-type-strategy = Mål och strategier
choice-activity-type-financing = Budget och finansiering
choice-activity-type-follow_up = Styrning och uppföljning
choice-activity-type-coordination = Samordning
choice-activity-type-prioritisation = Prioritering av initiativ
choice-activity-type-study = Förstudier och analyser
choice-activity-type-value_adding = Utvecklande och värdeadderande
choice-activity-type-guidance = Vägledningar
choice-activity-type-training = Utbildning och kompetenshöjning
choice-activity-type-requirements = Kravställning
choice-activity-type-procurement = Avrop och upphandling
choice-activity-type-installation = Installation och anpassning
choice-activity-type-process_development = Intern processutveckling
choice-activity-type-service_development = Förbättrad information och service
choice-activity-type-operation = Drift och förvaltning

## Goal type

choice-goal-type-vision = Vision
choice-goal-type-policy_goal = Politiskt mål
choice-goal-type-strategy = Strategi
choice-goal-type-strategy_item = Strategipunkt
choice-goal-type-agenda = Agenda
choice-goal-type-programme_area = Programområde
choice-goal-type-focus_area = Fokusområde
choice-goal-type-sub_area = Delområde
choice-goal-type-priority_area = Prioriterat område
choice-goal-type-theme = Tema
choice-goal-type-goal = Mål
choice-goal-type-effect_goal = Effektmål
choice-goal-type-target = Mätbart mål
choice-goal-type-purpose = Syfte
choice-goal-type-task = Uppgift
choice-goal-type-action_plan = Handlingsplan
choice-goal-type-plan = Plan
choice-goal-type-direction = Verksamhetsinriktning
choice-goal-type-base_data_area = Grunddataområde
choice-goal-type-area_group = Områdesgrupp
choice-goal-type-level = Nivå
choice-goal-type-success_set = Samling framgångsfaktorer
choice-goal-type-success_factor = Framgångsfaktor
choice-goal-type-signal_set = Samling signaler
choice-goal-type-signal = Signal

## Meeting type

choice-meeting-type-board_meeting = Nämndsammanträde
choice-meeting-type-council_meeting = Rådsmöte
choice-meeting-type-committee_meeting = Kommittémöte
choice-meeting-type-network_meeting = Nätverksmöte
choice-meeting-type-expert_meeting = Expertmöte
choice-meeting-type-workshop = Workshop
choice-meeting-type-conference = Konferens
choice-meeting-type-dialogue = Dialogmöte
choice-meeting-type-process_milestone = Milstolpe
choice-meeting-type-deadline = Tidsfrist
choice-meeting-type-decision = Beslut
choice-meeting-type-document_version = Dokumentversion
choice-meeting-type-recurring = Återkommande möte

## Meeting mode

choice-meeting-mode-on_site = På plats
choice-meeting-mode-remote = På distans
choice-meeting-mode-hybrid = Både på plats och på distans
