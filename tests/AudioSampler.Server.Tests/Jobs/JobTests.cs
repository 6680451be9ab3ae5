using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Testing;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Jobs;

public sealed class JobTests : IAsyncLifetime, IDisposable
{
    private readonly ServerFixture _server = new();

    private string Tone => Path.Combine(_server.Sounds, "tone.wav");

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Jobs_are_listed_in_pages_the_newest_first_and_outlive_the_server()
    {
        for (int i = 0; i < 3; i++)
        {
            await _server.AnalyzeAsync("tone.wav");
        }

        await _server.StopAsync();
        await _server.StartAsync();
        JsonElement first = await _server.Client.GetFromJsonAsync<JsonElement>("/jobs?page_size=2");
        JsonElement second = await _server.Client.GetFromJsonAsync<JsonElement>(first.GetProperty("next").GetString());

        Assert.Equal(3, first.GetProperty("count").GetInt32());
        Assert.Equal([3, 2], first.GetProperty("results").EnumerateArray().Select(job => job.GetProperty("id").GetInt64()));
        JsonElement oldest = Assert.Single(second.GetProperty("results").EnumerateArray());
        Assert.Equal("done", oldest.GetProperty("state").GetString());
        Assert.Equal(Tone, oldest.GetProperty("paths")[0].GetString());
        Assert.NotEqual(JsonValueKind.Null, oldest.GetProperty("ended_at").ValueKind);
        using HttpResponseMessage wrong = await _server.Client.GetAsync("/jobs?page=0");
        Assert.Equal("bad_page", (await ServerFixture.ProblemAsync(wrong)).Code);
    }

    [Fact]
    public async Task A_job_is_paused_with_what_it_has_and_goes_on_where_it_was()
    {
        long job = await BeginFolderAsync();

        using HttpResponseMessage paused = await _server.Client.PostAsync($"/jobs/{job}/pause", null);
        Assert.Equal("paused", (await paused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        JsonElement before = await _server.Client.GetFromJsonAsync<JsonElement>($"/jobs/{job}");
        await _server.StopAsync();
        await _server.StartAsync();
        await _server.AnalyzeAsync("tone.wav"); // others go on meanwhile
        JsonElement after = await _server.Client.GetFromJsonAsync<JsonElement>($"/jobs/{job}");
        Assert.Equal(
            ("paused", before.GetProperty("files_done").GetInt32()),
            (after.GetProperty("state").GetString(), after.GetProperty("files_done").GetInt32())
        );

        using HttpResponseMessage resumed = await _server.Client.PostAsync($"/jobs/{job}/resume", null);
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        JsonElement ended = await EndAsync(job);
        Assert.Equal(("done", 4), (ended.GetProperty("state").GetString(), ended.GetProperty("files_done").GetInt32()));
        using HttpResponseMessage late = await _server.Client.PostAsync($"/jobs/{job}/pause", null);
        Assert.Equal("not_pausable", (await ServerFixture.ProblemAsync(late)).Code);
        using HttpResponseMessage nothing = await _server.Client.PostAsync($"/jobs/{job}/resume", null);
        Assert.Equal("not_pausable", (await ServerFixture.ProblemAsync(nothing)).Code);
        using HttpResponseMessage none = await _server.Client.PostAsync("/jobs/999/pause", null);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_job_can_be_paused_at_every_moment_of_its_beginning()
    {
        string folder = await MakeFolderAsync();
        var watch = new Stopwatch();
        for (int i = 0; i < 25; i++)
        {
            long job = await BeginFolderAsync(folder);
            for (watch.Restart(); watch.ElapsedTicks < i * Stopwatch.Frequency / 4000; ) { } // A quarter of a millisecond later each time.

            using HttpResponseMessage paused = await _server.Client.PostAsync($"/jobs/{job}/pause", null);

            Assert.Equal("OK", paused.StatusCode == HttpStatusCode.OK ? "OK" : await paused.Content.ReadAsStringAsync());
            (await _server.Client.DeleteAsync($"/jobs/{job}")).EnsureSuccessStatusCode();
        }
    }

    [Fact]
    public async Task A_paused_job_can_be_cancelled()
    {
        long job = await BeginFolderAsync();
        (await _server.Client.PostAsync($"/jobs/{job}/pause", null)).EnsureSuccessStatusCode();

        (await _server.Client.DeleteAsync($"/jobs/{job}")).EnsureSuccessStatusCode();

        JsonElement ended = await _server.Client.GetFromJsonAsync<JsonElement>($"/jobs/{job}");
        Assert.Equal("cancelled", ended.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_folder_makes_room_for_a_file_that_somebody_waits_for_and_then_goes_on()
    {
        long folder = await BeginFolderAsync();

        await _server.AnalyzeAsync("tone.wav");

        JsonElement meanwhile = await _server.Client.GetFromJsonAsync<JsonElement>($"/jobs/{folder}");
        Assert.Contains(meanwhile.GetProperty("state").GetString(), (string[])["queued", "running"]);
        JsonElement ended = await EndAsync(folder);
        Assert.Equal(
            ("done", 4, 0),
            (
                ended.GetProperty("state").GetString(),
                ended.GetProperty("files_done").GetInt32(),
                ended.GetProperty("files_failed").GetInt32()
            )
        );
    }

    [Fact]
    public async Task A_job_that_throws_ends_as_failed_with_its_message_and_the_next_goes_on()
    {
        await _server.StopAsync();
        await WithCatalogueAsync(async jobs =>
        {
            await jobs.CreateAsync(JobRequest.Of([Tone], new AnalysisRequest { Only = ["of a newer version"] }));
            await jobs.CreateAsync(JobRequest.Of([Tone], new AnalysisRequest()));
        });

        await _server.StartAsync();
        JsonElement failed = await EndAsync(1);
        JsonElement next = await EndAsync(2);

        Assert.Equal(("failed", "done"), (failed.GetProperty("state").GetString(), next.GetProperty("state").GetString()));
        Assert.Contains("'of a newer version'", failed.GetProperty("errors")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_start_the_server_goes_on_with_what_a_dead_program_left()
    {
        await _server.StopAsync();
        await WithCatalogueAsync(async jobs =>
        {
            await using JobLease lease = await jobs.StartAsync(JobRequest.Of([_server.Sounds], new AnalysisRequest()), resume: true);
            await lease.FilesAsync(new InputFiles(Assert.Fail).Find, default);
            await lease.BeginFileAsync(Tone, default);
        });

        await _server.StartAsync();
        JsonElement job = await EndAsync(1);

        Assert.Equal("partial", job.GetProperty("state").GetString()); // text.wav is no sound
        Assert.Equal(3, job.GetProperty("files_done").GetInt32());
        Assert.Empty(await CatalogueInvariants.CheckAsync(Path.Combine(_server.Data, "catalogue.db")));
    }

    [Fact]
    public async Task While_it_runs_the_server_goes_on_with_what_a_dead_program_leaves()
    {
        await WithCatalogueAsync(async jobs =>
        {
            await using JobLease lease = await jobs.StartAsync(JobRequest.Of([_server.Sounds], new AnalysisRequest()), resume: true);
            await lease.FilesAsync(new InputFiles(Assert.Fail).Find, default);
        });

        JsonElement job = await EndAsync(1);

        Assert.Equal("partial", job.GetProperty("state").GetString()); // text.wav is no sound
    }

    [Fact]
    public async Task Stopped_in_the_middle_the_server_leaves_the_job_waiting_and_goes_on_with_it_at_the_next_start()
    {
        string path = LongFile();
        Task<HttpResponseMessage> waiting = _server.Client.PostAsJsonAsync("/analyze", new { file_path = path });
        await WaitForStepAsync(1, step => step is not (null or "decoding"));

        await _server.StopAsync();
        using HttpResponseMessage answer = await waiting;
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await WithCatalogueAsync(async jobs => Assert.Equal(JobState.Queued, (await jobs.FindAsync(1))!.State));
        Assert.Empty(await CatalogueInvariants.CheckAsync(Path.Combine(_server.Data, "catalogue.db")));
        await _server.StartAsync();
        JsonElement ended = await EndAsync(1);

        Assert.Equal("done", ended.GetProperty("state").GetString());
        JsonElement document = await _server.Client.GetFromJsonAsync<JsonElement>("/database/files" + path);
        Assert.Equal("complete", document.GetProperty("status").GetString());
        Assert.Empty(await CatalogueInvariants.CheckAsync(Path.Combine(_server.Data, "catalogue.db")));
    }

    [Fact]
    public async Task Cancelled_the_waiting_caller_is_told_and_the_job_can_be_tried_again()
    {
        Task<HttpResponseMessage> waiting = _server.Client.PostAsJsonAsync("/analyze", new { file_path = LongFile() });
        JsonElement running = await WaitForStepAsync(1, step => step is not null);
        Assert.Equal("long.wav", running.GetProperty("current_file").GetString());

        using HttpResponseMessage cancelled = await _server.Client.DeleteAsync("/jobs/1");
        using HttpResponseMessage answer = await waiting;
        using HttpResponseMessage retried = await _server.Client.PostAsync("/jobs/1/retry", content: null);
        JsonElement ended = await EndAsync(1);
        using HttpResponseMessage again = await _server.Client.PostAsync("/jobs/1/retry", content: null);
        using HttpResponseMessage none = await _server.Client.PostAsync("/jobs/99/retry", content: null);

        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        Assert.Equal("cancelled", (await ServerFixture.ProblemAsync(answer)).Code);
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        Assert.Equal("/jobs/1", retried.Headers.Location!.ToString());
        Assert.Equal("done", ended.GetProperty("state").GetString());
        Assert.Equal((409, "nothing_to_retry"), StatusAndCode(await ServerFixture.ProblemAsync(again)));
        Assert.Equal((404, "not_found"), StatusAndCode(await ServerFixture.ProblemAsync(none)));
    }

    private static (int Status, string Code) StatusAndCode((int Status, string Code, string Detail) problem) =>
        (problem.Status, problem.Code);

    private string LongFile()
    {
        string path = Path.Combine(_server.Sounds, "long.wav");
        WaveFiles.Write(path, TestSignals.ClickTrack(100, 120, 22_050), 22_050);
        return path;
    }

    private async Task WithCatalogueAsync(Func<JobStore, Task> work)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(new DataFolder(_server.Data));
        await work(catalogue.Jobs);
    }

    private Task<JsonElement> EndAsync(long id) =>
        WaitForAsync(id, job => job.GetProperty("state").GetString() is not ("queued" or "running"));

    private Task<JsonElement> WaitForStepAsync(long id, Func<string?, bool> expected) =>
        WaitForAsync(id, job => expected(job.GetProperty("current_step").GetString()));

    private async Task<JsonElement> WaitForAsync(long id, Func<JsonElement, bool> expected)
    {
        for (int i = 0; i < 6000; i++)
        {
            using HttpResponseMessage response = await _server.Client.GetAsync($"/jobs/{id}");
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<JsonElement>() is var job && expected(job))
            {
                return job;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"job {id} never came to what was waited for");
    }

    /// <summary>Begins to analyse a folder of four sounds of half a minute, which takes some seconds.</summary>
    private async Task<long> BeginFolderAsync() => await BeginFolderAsync(await MakeFolderAsync());

    private async Task<string> MakeFolderAsync()
    {
        string folder = Path.Combine(_server.Sounds, "many");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < 4; i++)
        {
            await ProgramRun.FfmpegAsync(
                "-f",
                "lavfi",
                "-i",
                $"aevalsrc=0.4*sin(2*PI*{200 + (40 * i)}*t)*exp(-20*mod(t\\,0.5)):d=40:s=44100",
                Path.Combine(folder, $"{i}.wav")
            );
        }

        return folder;
    }

    private async Task<long> BeginFolderAsync(string folder)
    {
        using HttpResponseMessage response = await _server.Client.PostAsJsonAsync("/analyze", new { file_path = folder });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
