# The console in English.

app-name = Floorwalker
app-title = Floorwalker console
app-title-waiting = ({ $count }) Floorwalker console
# The other language, in its own words: what the switch leads to.
language-other = 中文
language-other-tag = zh-CN
language-switch = Switch to Chinese

# Logging in
login-title = Log in
login-lead = Conversations that the bot hands over wait here for you.
login-name = Name
login-password = Password
login-submit = Log in
login-busy = Logging in…
login-wrong = That name and password do not go together.
login-too-often = Too many attempts. Please wait a moment before the next one.
login-too-often-for = Too many attempts. Please try again in { $seconds } s.
login-unreachable = The hub did not answer. Please try again.
login-ended = Your session has ended. Log in again to carry on where you were.
logout = Log out
checking = One moment…
hub-unreachable = The hub cannot be reached. Trying again shortly.

# The connection
connection-idle = Not connected
connection-connecting = Connecting…
connection-live = Connected
connection-waiting = Connection lost. Trying again in { $seconds } s.
connection-waiting-note = What you send now is kept and delivered afterwards.
connection-refused = The hub has refused this console. Reload the page to try again.
connection-try = Try now
connection-reload = Reload
agents-online = Agents here: { $count }

# The list
list-label = Conversations
queue-title = Waiting
queue-empty = Nobody is waiting. Whoever asks for a person appears here.
own-title = Yours
own-empty = Conversations you take stay here until you close them.
list-loading = Fetching the list…
unread = Unread: { $count }
wait-now = just now
wait-minutes = { $minutes } min
wait-hours = { $hours } h { $minutes } min
wait-label = Waiting: { $time }

# Reasons
reason-requested = Asked for a person
reason-low-confidence = Bot was not sure enough
reason-unknown = Not in the knowledge
reason-repeated = Asked again
reason-upset = Upset
reason-sensitive = Sensitive matter
reason-no-data = Could not be looked up
reason-other = Handed over
reason-requested-long = The shopper asked for a person.
reason-low-confidence-long = The bot found possible answers, but none it was sure enough of.
reason-unknown-long = Nothing in the knowledge comes near the question.
reason-repeated-long = The shopper asked again what the bot had answered.
reason-upset-long = The shopper is upset.
reason-sensitive-long = It is about something grave: an injury, the law, money, data, a child or distress.
reason-no-data-long = What the answer tells could not be looked up, or is not known.
reason-other-long = The bot handed the conversation over.

# A conversation
thread-label = Conversation
thread-none = No conversation chosen
thread-none-waiting = Choose one from the list. You can read it before you take it.
thread-none-empty = When a shopper needs a person, the conversation appears in the list by itself.
thread-loading = Fetching the conversation…
thread-untitled = Conversation
transcript-label = Transcript
back-to-list = All conversations
back-to-thread = Conversation
to-packet = Context
shopper = Shopper
bot = Bot
you = You
shopper-here = Shopper is on the page
shopper-away = Shopper has left the page
shopper-typing = The shopper is typing…
state-queue = Waiting: { $time }
state-mine = Yours
state-other = With { $name }
state-closed = Closed
take = Take it
take-busy = Taking…
take-lead = Nobody has taken this yet.
return = Back to queue
return-busy = Returning…
close = Close
close-busy = Closing…
close-ask = Close for good?
close-yes = Close it
close-no = Keep it open
taken-by-other = { $name } is looking after this conversation.
closed-note = This conversation is closed. Choose the next one from the list.
gone-note = This conversation is not available to you. Choose another one from the list.
happened-handed-off = Handed over to people: { $reason }
happened-taken = Taken by { $name }
happened-taken-you = Taken by you
happened-returned = Back in the queue
happened-returned-by = Put back in the queue by { $name }
happened-returned-you = Put back in the queue by you
happened-closed = Closed
happened-closed-by = Closed by { $name }
happened-closed-you = Closed by you

# Writing
composer-label = Reply to the shopper
composer-placeholder = Reply to the shopper…
composer-hint = Enter sends, Shift+Enter starts a new line
composer-send = Send
composer-left = Characters left: { $count }
composer-over = Too long by { $count }
sending = Sending…
sending-offline = Waiting for the connection
sent = Sent
not-sent = Not sent: { $reason }
take-back = Edit again
latest = To the latest message

# The packet
packet-label = Context
packet-none = The context of a conversation shows here: why it came, what was asked, and what the bot considered.
packet-reason = Why it came
packet-question = Question
packet-confidence = Bot’s confidence in its best answer
packet-candidates = Answers the bot considered
packet-no-candidates = None came near.
packet-page = Page
packet-language = Language
packet-contact = Contact
packet-contact-note = as given, not verified
packet-time = Handed over
percent = { $value }%
language-zh = Chinese
language-en = English
language-with-tag = { $name } ({ $tag })

# Refusals
notice-faster = Another agent was faster and has taken that conversation.
notice-logout-failed = The hub did not answer, so you are still logged in.
notice-refused = That did not work: { $reason }
notice-dismiss = Dismiss
error-malformed = the hub did not understand it
error-too-large = it is too long
error-too-fast = too many at once
error-denied = it is not allowed
error-not-found = the conversation is not there any more
error-conflict = the conversation is not yours any more
error-unavailable = the hub could not keep it
error-other = the hub refused it
