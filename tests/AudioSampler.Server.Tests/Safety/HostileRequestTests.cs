using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Safety;

/// <summary>Requests of somebody who means harm: none may read what lies outside the roots, reach another machine, or keep the server from answering others.</summary>
public sealed class HostileRequestTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Secret = "the secret of the house";

    private static readonly string[] s_steps =
    [
        "../",
        "..%2f",
        "%2e%2e/",
        "%2e%2e%2f",
        "%2E%2E%2F",
        "..%5c",
        "..\\",
        "%252e%252e%252f",
        "..%252f",
        "%c0%ae%c0%ae/",
        "%c0%ae%c0%ae%c0%af",
        "..%c0%af",
        "..%ef%bc%8f",
        "....//",
        "..;/",
        ".%00./",
        "..%00/",
        "%uff0e%uff0e/",
        "..%0d%0a/",
        "./../",
    ];

    private static readonly string[] s_entries = ["/ui/", "/ui/assets/", "/database/files/", "/api/audio/", "/docs/", "/openapi/"];

    [Fact]
    public async Task Two_hundred_requests_let_nothing_out_and_the_server_answers_throughout()
    {
        string secret = Path.Combine(server.Elsewhere, "secret.txt");
        await File.WriteAllTextAsync(secret, Secret);
        await server.AnalyzeAsync("tone.wav");
        int asked = 0;
        foreach (string request in Traversals(secret).Concat(Malformed()))
        {
            string answer = await RawAsync(request);
            asked++;
            Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
            Assert.DoesNotContain("root:x:", answer, StringComparison.Ordinal);
            Assert.DoesNotContain(" 500 ", answer.Split('\r')[0], StringComparison.Ordinal);
            if (asked % 20 == 0)
            {
                await AssertHealthyAsync();
            }
        }

        foreach (string path in Paths(secret))
        {
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = path });
            asked++;
            string text = await response.Content.ReadAsStringAsync();
            Assert.InRange((int)response.StatusCode, 400, 499);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }

        Assert.True(asked >= 200, $"{asked} were asked");
        await AssertHealthyAsync();
    }

    [Fact]
    public async Task Lists_and_scripts_that_name_other_sounds_are_no_sounds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<TcpClient> reached = listener.AcceptTcpClientAsync();
        string secret = Path.Combine(server.Elsewhere, "secret.wav");
        (string Name, string Text)[] lists =
        [
            ("a.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:{port}/x.ts\n#EXT-X-ENDLIST\n"),
            ("b.wav", $"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n"),
            ("c.ogg", $"ffconcat version 1.0\nfile {secret}\n"),
            ("d.mp3", $"[playlist]\nFile1=http://127.0.0.1:{port}/x.mp3\nNumberOfEntries=1\n"),
            ("e.flac", $"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n"),
            (
                "f.aiff",
                $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation><BaseURL>http://127.0.0.1:{port}/</BaseURL></Representation></AdaptationSet></Period></MPD>"
            ),
            ("g.wav", $"CUE\nFILE \"{secret}\" WAVE\n  TRACK 01 AUDIO\n"),
        ];
        foreach ((string name, string text) in lists)
        {
            string path = Path.Combine(server.Sounds, name);
            await File.WriteAllTextAsync(path, text);
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = path });
            Assert.Equal(422, (int)response.StatusCode);
        }

        Assert.False(reached.IsCompleted, "something was fetched");
        listener.Stop();
    }

    [Fact]
    public async Task A_body_that_comes_slowly_or_never_ends_holds_nobody_up()
    {
        await server.Client.GetAsync("/plugins"); // waits for the engine
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port);
        await slow.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    Head("POST", "/api/analyze/upload", "Content-Type: audio/wav\r\nContent-Length: 1000000\r\n") + "RIFF"
                )
            );
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port);

        for (int i = 0; i < 10; i++)
        {
            await AssertHealthyAsync();
        }
    }

    [Fact]
    public async Task Answers_tell_browsers_to_keep_to_this_server()
    {
        foreach (string path in new[] { "/", "/health", "/ui/", "/docs/index.html", "/api/audio/999999", "/login" })
        {
            using HttpResponseMessage response = await server.Client.GetAsync(path);

            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "frame-ancestors 'none'",
                Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(response.Headers, header => header.Key is "Server" or "X-Powered-By");
        }
    }

    [Fact]
    public async Task A_browser_elsewhere_logs_in_and_needs_its_token_to_change_something()
    {
        using var folder = new AudioSampler.Testing.TempFolder();
        await using var app = SamplerServer.Create(
            new ServerOptions
            {
                DataFolder = folder.File("data"),
                Host = "0.0.0.0",
                Port = 0,
                ApiKey = "open sesame",
            }
        );
        await app.StartAsync();
        var address = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true };
        using var client = new HttpClient(handler) { BaseAddress = address };

        using HttpResponseMessage page = await client.GetAsync("/ui/");
        Assert.Equal("/login", page.Headers.Location?.OriginalString);
        Assert.Equal(401, (int)(await LogInAsync(client, "sesame")).StatusCode);
        using HttpResponseMessage entered = await LogInAsync(client, "open sesame");
        Assert.Equal("/ui/", entered.Headers.Location?.OriginalString);
        string[] cookies = [.. entered.Headers.GetValues("Set-Cookie")];
        Assert.All(cookies, cookie => Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(
            cookies,
            cookie =>
                cookie.StartsWith("ais_session=", StringComparison.Ordinal)
                && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase)
        );
        string token = handler.CookieContainer.GetCookies(address)["ais_token"]!.Value;

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/database/files")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/api/collections", new { name = "x" })).StatusCode);
        using var with = new HttpRequestMessage(HttpMethod.Post, "/api/collections") { Content = JsonContent.Create(new { name = "x" }) };
        with.Headers.Add("X-AIS-Token", token);
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(with)).StatusCode);
        using var wrong = new HttpRequestMessage(HttpMethod.Post, "/api/collections") { Content = JsonContent.Create(new { name = "y" }) };
        wrong.Headers.Add("X-AIS-Token", new string('0', 64));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(wrong)).StatusCode);
        using var leave = new HttpRequestMessage(HttpMethod.Post, "/api/logout");
        leave.Headers.Add("X-AIS-Token", token);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(leave)).StatusCode);
        handler.CookieContainer.Add(address, new Cookie("ais_session", cookies[0].Split('=', ';')[1]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/database/files")).StatusCode);

        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 12; i++)
        {
            last = (await LogInAsync(client, $"guess {i}")).StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await app.StopAsync();
    }

    private static Task<HttpResponseMessage> LogInAsync(HttpClient client, string key) =>
        client.PostAsync("/login", new FormUrlEncodedContent([KeyValuePair.Create("key", key)]));

    private IEnumerable<string> Traversals(string secret)
    {
        string below = secret[1..];
        foreach (string entry in s_entries)
        {
            foreach (string step in s_steps)
            {
                yield return Head("GET", entry + string.Concat(Enumerable.Repeat(step, 8)) + below, "");
            }
        }

        foreach (
            string path in new[]
            {
                secret,
                "/etc/passwd",
                "file:///etc/passwd",
                Path.Combine(server.Sounds, "..", "elsewhere", "secret.txt"),
            }
        )
        {
            yield return Head("GET", "/database/files?path=" + Uri.EscapeDataString(path), "");
            yield return Head("GET", "/database/files/" + Uri.EscapeDataString(path.TrimStart('/')), "");
            yield return Head("GET", "http://127.0.0.1" + path, "");
        }
    }

    private static IEnumerable<string> Malformed()
    {
        yield return "GET / HTTP/1.1\r\n\r\n";
        yield return "GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n";
        yield return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n";
        yield return "GET / HTTP/1.1\r\nHost: evil.example@127.0.0.1\r\n\r\n";
        yield return "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        yield return "GET /health\0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        yield return "\r\n\r\n\r\n";
        yield return new string('A', 20_000);
        yield return Head("GET", "/" + new string('a', 9000), "");
        yield return Head("GET", "/health", "X-Long: " + new string('b', 40_000) + "\r\n");
        yield return Head("GET", "/health", string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: 1\r\n")));
        yield return Head("GET", "/api/audio/1", "Range: bytes=-\r\n");
        yield return Head("GET", "/api/audio/1", "Range: bytes=9-1\r\n");
        yield return Head("GET", "/api/audio/1", "Range: bytes=" + string.Join(',', Enumerable.Repeat("0-1", 500)) + "\r\n");
        yield return Head("GET", "/api/audio/1", "Range: bytes=99999999999999999999-\r\n");
        yield return Head("GET", "/api/audio/-1", "");
        yield return Head("GET", "/api/audio/99999999999999999999", "");
        yield return Head("GET", "/api/audio/1?start_s=NaN&end_s=Infinity", "");
        yield return Head("GET", "/api/audio/1?start_s=-1e308&end_s=1e308", "");
        yield return Head("GET", "/api/waveform/1?resolution=99999999999", "");
        yield return Head("GET", "/events", "Last-Event-ID: " + new string('9', 5000) + "\r\nConnection: close\r\n")
            .Replace("/events", "/jobs/0/events", StringComparison.Ordinal);
        yield return Head("TRACE", "/", "");
        yield return Head("CONNECT", "127.0.0.1:22", "");
        yield return Head("PROPFIND", "/", "");
        yield return Head("POST", "/analyze", "Content-Type: application/json\r\nContent-Length: -1\r\n");
        yield return Head("POST", "/analyze", "Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 200\r\n") + "{}";
        yield return Head("POST", "/analyze", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n")
            + "0\r\n\r\n";
        yield return Head("POST", "/analyze", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") + "zz\r\n\r\n";
        yield return Json("/analyze", new string('[', 5000));
        yield return Json("/analyze", "{\"file_path\":" + new string('[', 200) + "}");
        yield return Json("/analyze", "\uFEFF{}");
        yield return Json("/api/undo", "x");
        yield return Json("/api/regions/marks", """{"ids":[9223372036854775808],"change":{"rating":1}}""");
        yield return Json("/api/regions/marks", """{"ids":[1],"change":{"rating":1e400}}""");
        yield return Json("/api/searches", """{"name":"x","query":"\u0000"}""");
        yield return Json("/api/export", """{"ids":[1],"template":"../../../{name}"}""");
        yield return Json("/api/roots", """{"path":"/"}""");
        yield return Json("/api/roots", """{"path":"/proc/self/root"}""");
        yield return Multipart("../../../../etc/cron.d/evil", "x");
        yield return Multipart("a\\..\\..\\evil.wav", "x");
        yield return Multipart("a.wav\"; filename*=UTF-8''%2e%2e%2fevil.wav", "x");
        yield return Head(
            "POST",
            "/api/analyze/upload",
            "Content-Type: multipart/form-data; boundary=" + new string('b', 5000) + "\r\nContent-Length: 2\r\n"
        ) + "--";
        yield return Head("POST", "/api/analyze/upload", "Content-Type: audio/wav\r\nContent-Length: 99999999999999\r\n") + "RIFF";
    }

    private IEnumerable<string> Paths(string secret) =>
        [
            secret,
            "/etc/passwd",
            "/etc/shadow",
            "/proc/self/environ",
            "/proc/self/fd/0",
            "/dev/stdin",
            "/dev/zero",
            "http://127.0.0.1/",
            "https://evil.example/a.wav",
            "file:///etc/passwd",
            "concat:/etc/passwd|/etc/passwd",
            "subfile,,start,0,end,10,,:/etc/passwd",
            "pipe:0",
            "data:audio/wav;base64,AAAA",
            "-i",
            "~root/x.wav",
            "$(id)",
            "`id`",
            server.Sounds + "/../elsewhere/secret.txt",
            server.Sounds + "/./../elsewhere/secret.txt",
            server.Sounds + "//..//elsewhere/secret.txt",
            server.Sounds + "/tone.wav/../../elsewhere/secret.txt",
            server.Sounds + "/tone.wav\0.txt",
            server.Sounds + "\\..\\elsewhere\\secret.txt",
            "\\\\evil.example\\share\\a.wav",
            "C:\\Windows\\win.ini",
            new string('/', 5000),
            "/" + new string('a', 5000),
            server.Data + "/catalogue.db",
            server.Data + "/backups",
        ];

    private static string Head(string method, string target, string headers) =>
        $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n";

    private static string Json(string path, string body) =>
        Head("POST", path, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n") + body;

    private static string Multipart(string name, string body)
    {
        string text = $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{body}\r\n--b--\r\n";
        return Head(
                "POST",
                "/api/analyze/upload",
                $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\n"
            ) + text;
    }

    /// <summary>Sends bytes as they are and reads what comes back, for two seconds at most.</summary>
    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port);
        await using NetworkStream stream = client.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var answer = new StringBuilder();
        byte[] buffer = new byte[8192];
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), patience.Token);
            int read;
            while ((read = await stream.ReadAsync(buffer, patience.Token)) > 0 && answer.Length < 200_000)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The server has hung up, or waits for more: both are an answer.
        }

        return answer.ToString();
    }

    private async Task AssertHealthyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        JsonElement health = await server.Client.GetFromJsonAsync<JsonElement>("/health", patience.Token);
        Assert.Equal("healthy", health.GetProperty("status").GetString());
    }
}
