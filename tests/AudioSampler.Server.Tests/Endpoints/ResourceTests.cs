using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class ResourceTests(ServedProcess server) : IClassFixture<ServedProcess>
{
    [Fact]
    public async Task Resources_say_what_there_is_what_may_be_taken_and_what_is()
    {
        await server.AnalyzeAsync("tone.wav");

        JsonElement resources = await server.Client.GetFromJsonAsync<JsonElement>("/api/system/resources");

        JsonElement cpu = resources.GetProperty("cpu");
        int cores = cpu.GetProperty("cores").GetInt32();
        Assert.InRange(cores, 1, Environment.ProcessorCount);
        Assert.Equal(1, cpu.GetProperty("analysis_cores").GetInt32());
        Assert.Equal(1.0 / cores, cpu.GetProperty("share").GetDouble(), 2);
        JsonElement memory = resources.GetProperty("memory");
        Assert.Equal(ServedProcess.MemoryMebibytes << 20, memory.GetProperty("worker_limit_bytes").GetInt64());
        Assert.InRange(memory.GetProperty("process_bytes").GetInt64(), 10 << 20, memory.GetProperty("machine_bytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, resources.GetProperty("gpu").ValueKind);
        Assert.NotEmpty(resources.GetProperty("gpu_reason").GetString()!);
        JsonElement disk = resources.GetProperty("disk");
        Assert.Equal(ServedProcess.ReserveMebibytes << 20, disk.GetProperty("reserve_bytes").GetInt64());
        Assert.Equal(server.Data, disk.GetProperty("data").GetProperty("path").GetString());
        Assert.Equal(server.Store, disk.GetProperty("temporary").GetProperty("path").GetString());
        Assert.InRange(disk.GetProperty("data").GetProperty("used_bytes").GetInt64(), 1, long.MaxValue);
        Assert.InRange(resources.GetProperty("caches").GetProperty("waveforms").GetProperty("files").GetInt64(), 1, 100);
        Assert.Equal(1, resources.GetProperty("workers").GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task Every_thread_of_a_worker_stands_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "priorities are read from /proc");
        await server.AnalyzeAsync("tone.wav");
        JsonElement resources = await server.Client.GetFromJsonAsync<JsonElement>("/api/system/resources");

        JsonElement worker = Assert.Single(resources.GetProperty("workers").GetProperty("alive").EnumerateArray());
        string[] threads = Directory.GetDirectories($"/proc/{worker.GetProperty("process_id").GetInt32()}/task");

        Assert.True(threads.Length > 1);
        Assert.All(threads, thread => Assert.Equal(ServedProcess.Niceness, NicenessOf(thread)));
    }

    [Fact]
    public async Task A_cleanup_frees_leftovers_caches_and_orphans_and_leaves_what_lives()
    {
        await server.AnalyzeAsync("tone.wav");
        long aiff = await server.AnalyzeAsync("tone.aiff");
        string waveform = Assert.Single(Directory.GetFiles(Path.Combine(server.Data, "waveforms"), "*.aispk")); // copies share it
        Age(waveform);
        string orphan = Plant(Path.Combine(server.Data, "waveforms"), new string('a', 64) + ".aispk");
        string leftover = Plant(Path.Combine(server.Store, "run-dead"), "analysis.pcm");
        string living = Path.Combine(server.Store, "run-living");
        Directory.CreateDirectory(living);
        await using FileStream held = new(Path.Combine(living, "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using (HttpResponseMessage _ = await server.Client.GetAsync($"/api/audio/{aiff}")) { }

        string copy = Assert.Single(Directory.GetFiles(Path.Combine(server.Data, "playable")));
        JsonElement first = await CleanUpAsync("?dry_run=true");
        Assert.True(File.Exists(orphan) && File.Exists(leftover));
        Age(copy);
        JsonElement second = await CleanUpAsync("");

        Assert.Equal((0, 1, 1), (Files(first, "playable"), Files(first, "orphaned_waveforms"), Files(first, "temporary")));
        Assert.Equal((1, 1, 1), (Files(second, "playable"), Files(second, "orphaned_waveforms"), Files(second, "temporary")));
        Assert.Equal(100, second.GetProperty("temporary").GetProperty("bytes").GetInt64());
        Assert.Empty(second.GetProperty("problems").EnumerateArray());
        Assert.All((string[])[orphan, leftover, copy], path => Assert.False(File.Exists(path)));
        Assert.True(File.Exists(waveform) && Directory.Exists(living));
        using HttpResponseMessage again = await server.Client.GetAsync($"/api/audio/{aiff}");
        Assert.Equal("fLaC"u8.ToArray(), (await again.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Fact]
    public async Task Examples_have_the_names_that_answers_have()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        JsonElement paths = document.GetProperty("paths");
        using HttpResponseMessage cleanup = await server.Client.PostAsync("/api/system/cleanup?dry_run=true", null);
        await server.AnalyzeAsync("tone.wav"); // so that a worker runs

        AssertSameNames(
            Example(paths.GetProperty("/api/system/resources").GetProperty("get")),
            await server.Client.GetFromJsonAsync<JsonElement>("/api/system/resources")
        );
        AssertSameNames(
            Example(paths.GetProperty("/api/system/cleanup").GetProperty("post")),
            await cleanup.Content.ReadFromJsonAsync<JsonElement>()
        );
        Assert.Contains(
            "# TYPE",
            Example(paths.GetProperty("/metrics").GetProperty("get"), "text/plain").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cleanup_that_makes_no_sense_is_a_problem()
    {
        using HttpResponseMessage wrong = await server.Client.PostAsync("/api/system/cleanup?dry_run=perhaps", null);
        using HttpResponseMessage get = await server.Client.GetAsync("/api/system/cleanup");

        Assert.Equal((400, "bad_request"), await StatusAsync(wrong));
        Assert.Equal((405, "method_not_allowed"), await StatusAsync(get));

        static async Task<(int Status, string Code)> StatusAsync(HttpResponseMessage response)
        {
            (int status, string code, _) = await ServerFixture.ProblemAsync(response);
            return (status, code);
        }
    }

    private async Task<JsonElement> CleanUpAsync(string query)
    {
        using HttpResponseMessage response = await server.Client.PostAsync("/api/system/cleanup" + query, null);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static long Files(JsonElement report, string kind) => report.GetProperty(kind).GetProperty("files").GetInt64();

    private static JsonElement Example(JsonElement operation, string mediaType = "application/json") =>
        operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty(mediaType).GetProperty("example");

    private static void AssertSameNames(JsonElement example, JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(Names(answer), Names(example));
            foreach (JsonProperty property in answer.EnumerateObject())
            {
                AssertSameNames(example.GetProperty(property.Name), property.Value);
            }
        }
        else if (answer.ValueKind == JsonValueKind.Array && answer.GetArrayLength() > 0)
        {
            AssertSameNames(example[0], answer[0]);
        }

        static IEnumerable<string> Names(JsonElement element) =>
            element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
    }

    private static string Plant(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, new byte[100]);
        Age(path);
        return path;
    }

    private static void Age(string path)
    {
        DateTime then = DateTimeOffset.UtcNow.AddHours(-1).UtcDateTime;
        File.SetLastWriteTimeUtc(path, then);
        File.SetLastAccessTimeUtc(path, then);
    }

    /// <summary>The nineteenth field of <c>stat</c>; the second, the name, may hold spaces and stands in brackets.</summary>
    private static int NicenessOf(string thread)
    {
        string stat = File.ReadAllText(Path.Combine(thread, "stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16]);
    }
}
