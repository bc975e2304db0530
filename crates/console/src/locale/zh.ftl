# The console in Simplified Chinese.

app-name = Floorwalker
app-title = Floorwalker 客服台
app-title-waiting = ({ $count }) Floorwalker 客服台
# The other language, in its own words: what the switch leads to.
language-other = English
language-other-tag = en
language-switch = 切换为英文

# Logging in
login-title = 登录
login-lead = 机器人转交的会话会在这里等您接待。
login-name = 用户名
login-password = 密码
login-submit = 登录
login-busy = 正在登录…
login-wrong = 用户名或密码不正确。
login-too-often = 尝试次数过多，请稍后再试。
login-too-often-for = 尝试次数过多，请在 { $seconds } 秒后再试。
login-unreachable = 服务器没有响应，请重试。
login-ended = 登录已失效，请重新登录后继续。
logout = 退出登录
checking = 请稍候…
hub-unreachable = 暂时连不上服务器，稍后自动重试。

# The connection
connection-idle = 未连接
connection-connecting = 正在连接…
connection-live = 已连接
connection-waiting = 连接已断开，{ $seconds } 秒后重试。
connection-waiting-note = 您现在发送的内容会保留，恢复后送达。
connection-refused = 服务器拒绝了本页面的连接，请刷新后再试。
connection-try = 立即重试
connection-reload = 刷新
agents-online = 在线客服：{ $count }

# The list
list-label = 会话列表
queue-title = 等待接待
queue-empty = 现在没有顾客在等待。有人需要人工时会出现在这里。
own-title = 我的会话
own-empty = 您接待的会话会留在这里，直到结束。
list-loading = 正在获取列表…
unread = 未读：{ $count }
wait-now = 刚刚
wait-minutes = { $minutes } 分钟
wait-hours = { $hours } 小时 { $minutes } 分
wait-label = 已等待：{ $time }

# Reasons
reason-requested = 要求人工
reason-low-confidence = 机器人把握不足
reason-unknown = 知识库中没有
reason-repeated = 重复提问
reason-upset = 情绪激动
reason-sensitive = 敏感事项
reason-no-data = 查询不到
reason-other = 已转人工
reason-requested-long = 顾客要求由人工接待。
reason-low-confidence-long = 机器人找到了可能的答案，但都不够有把握。
reason-unknown-long = 知识库里没有与这个问题相近的内容。
reason-repeated-long = 机器人回答过之后，顾客又问了同样的问题。
reason-upset-long = 顾客情绪激动。
reason-sensitive-long = 涉及敏感事项：受伤、法律、钱款、个人信息、未成年人或求助。
reason-no-data-long = 回答所需的信息没有查到，或暂时无法查询。
reason-other-long = 机器人把会话转给了人工。

# A conversation
thread-label = 会话
thread-none = 尚未选择会话
thread-none-waiting = 请从列表中选择。接待之前可以先阅读内容。
thread-none-empty = 有顾客需要人工时，会话会自动出现在列表里。
thread-loading = 正在获取会话…
thread-untitled = 会话
transcript-label = 聊天记录
back-to-list = 全部会话
back-to-thread = 会话
to-packet = 背景
shopper = 顾客
bot = 机器人
you = 我
shopper-here = 顾客正在浏览页面
shopper-away = 顾客已离开页面
shopper-typing = 顾客正在输入…
state-queue = 已等待：{ $time }
state-mine = 由我接待
state-other = { $name } 接待中
state-closed = 已结束
take = 接待
take-busy = 正在接入…
take-lead = 还没有人接待这位顾客。
return = 放回队列
return-busy = 正在放回…
close = 结束会话
close-busy = 正在结束…
close-ask = 确定结束会话？
close-yes = 结束
close-no = 继续接待
taken-by-other = { $name } 正在接待这位顾客。
closed-note = 会话已结束。请从列表中选择下一位。
gone-note = 您无法查看这个会话。请从列表中选择其他会话。
happened-handed-off = 已转人工：{ $reason }
happened-taken = { $name } 接待了会话
happened-taken-you = 您接待了会话
happened-returned = 已回到队列
happened-returned-by = { $name } 把会话放回了队列
happened-returned-you = 您把会话放回了队列
happened-closed = 会话已结束
happened-closed-by = { $name } 结束了会话
happened-closed-you = 您结束了会话

# Writing
composer-label = 回复顾客
composer-placeholder = 回复顾客…
composer-hint = Enter 发送，Shift+Enter 换行
composer-send = 发送
composer-left = 还可输入 { $count } 字
composer-over = 超出 { $count } 字
sending = 正在发送…
sending-offline = 等待连接恢复
sent = 已发送
not-sent = 未发送：{ $reason }
take-back = 重新编辑
latest = 回到最新消息

# The packet
packet-label = 背景
packet-none = 这里显示会话的背景：转人工的原因、顾客的问题，以及机器人考虑过的答案。
packet-reason = 转人工原因
packet-question = 问题
packet-confidence = 机器人对最佳答案的把握
packet-candidates = 机器人考虑过的答案
packet-no-candidates = 没有相近的答案。
packet-page = 所在页面
packet-language = 语言
packet-contact = 联系方式
packet-contact-note = 顾客自填，未经核实
packet-time = 转交时间
percent = { $value }%
language-zh = 中文
language-en = 英文
language-with-tag = { $name }（{ $tag }）

# Refusals
notice-faster = 其他客服已抢先接待了这个会话。
notice-logout-failed = 服务器没有响应，您仍处于登录状态。
notice-refused = 操作没有成功：{ $reason }
notice-dismiss = 知道了
error-malformed = 服务器无法识别
error-too-large = 内容过长
error-too-fast = 发送过于频繁
error-denied = 没有权限
error-not-found = 会话已不存在
error-conflict = 会话已不归您接待
error-unavailable = 服务器未能保存
error-other = 服务器拒绝了请求
