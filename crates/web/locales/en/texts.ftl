## Texts of whole pages, in Markdown

about-text =
    Samverk is a shared workbench for municipalities, regions and agencies that develop digital services together. Their initiatives, goals, meetings, cooperations and organisations are in one place, so that everybody sees what goes on, who is responsible and what has been decided.

    # Who sees what

    Every record has an owning organisation, which decides who may see it. What is open to everybody can be read without an account. The page [Who may do what](/en/rights) shows the rules.

    # Open data

    Every list can be downloaded as CSV, XLSX or JSON, with the filters that you have chosen. Every record has a permanent link, which keeps working even when the record is renamed.

    # History

    Every change is kept with its time and, for those who are signed in, who made it. An earlier version can be restored.

    # Open licence

    Samverk is free software under the licence EUPL-1.2. Anybody may use, examine and change the program on the terms of the licence.

privacy-text =
    The organisation that runs the installation is responsible for the personal data here. Samverk keeps as little personal data as possible.

    # What is kept

    - Accounts: name, e-mail address, language, roles and the password in a form that cannot be read.
    - Sessions: when you signed in, when you were last active and which browser you used. A session ends after 30 minutes without use and after 12 hours at the latest.
    - Failed attempts to sign in are counted to prevent guessing. Addresses are then kept only as checksums.
    - History: who made a change and when. The public does not see who.
    - Contact persons: name, position, organisation, e-mail and telephone. They may be kept only with consent or if the person has a public role, and always with a date on which they are to be erased. The public does not see name, e-mail or telephone.

    # Cookies

    When you sign in, one single cookie is set. It is needed for you to be signed in. There is no tracking and nothing is fetched from other sites.

    # Your rights

    Under the General Data Protection Regulation (GDPR) you have the right to know what is kept about you, to have mistakes corrected and in many cases to have data erased. Turn to the organisation that runs the installation. When a contact person is erased, the personal data is removed from the record, from earlier versions, from files and from proposals. What remains is that something has been erased.

    If you are not content with the answer, you can complain to Integritetsskyddsmyndigheten in Sweden or Datatilsynet in Norway.

accessibility-text =
    Everybody should be able to use Samverk. The aim is to meet WCAG 2.2 at level AA.

    # How it has been tested

    - The pages are tested automatically with the tool axe in Swedish, Norwegian and English, in light and dark colours.
    - They are tested in a window 320 pixels wide, with the keyboard alone and without JavaScript.
    - Figures have the same facts in a table.

    # What we do not know

    Samverk has not yet been tested with screen readers by people who use them every day. Automatic tests find only some of all faults. There may therefore be barriers that we do not know of. Attached files and texts written by users may also have faults.

    # Tell us if something stops you

    Contact the organisation that runs the installation. Say which page it is about, what you wanted to do and what stopped you.

    # Supervision

    In Sweden, the Agency for Digital Government (Digg) supervises web accessibility. In Norway, the Authority for Universal Design of ICT (Uutilsynet) does. If you get no answer, or one that you are not content with, you can report it there.
