using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Testing;
using Microsoft.AspNetCore.Builder;

namespace AudioSampler.Server.Tests.Support;

/// <summary>A server with a catalogue of its own, on a free port, and a folder of sounds under a root.</summary>
public sealed class ServerFixture : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private WebApplication? _app;

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Folder of the built page; null to serve none.</summary>
    public string? WebFolder { get; init; }

    /// <summary>Folder of the catalogue.</summary>
    public string Data => _folder.File("data");

    /// <summary>Removes the folder of waveforms, as somebody may who needs room.</summary>
    public void ForgetWaveforms() => Directory.Delete(Path.Combine(Data, "waveforms"), recursive: true);

    /// <summary>Folder of plugins; null for none.</summary>
    public string? PluginFolder { get; init; }

    public HttpClient Client { get; private set; } = null!;

    public string Address { get; private set; } = "";

    /// <summary>Folder under a root; holds <c>tone.wav</c>, <c>tone.aiff</c> and <c>text.wav</c>.</summary>
    public string Sounds => _folder.File("sounds");

    /// <summary>Folder under the same root that no walk enters.</summary>
    public string Aside => Path.Combine(Sounds, ".aside");

    /// <summary>Folder that is under no root; holds <c>secret.wav</c>.</summary>
    public string Elsewhere => _folder.File("elsewhere");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Sounds);
        Directory.CreateDirectory(Elsewhere);
        Directory.CreateDirectory(Aside);
        WaveFiles.Write(Path.Combine(Sounds, "tone.wav"), TestSignals.Sine(440, 3, 44_100), 44_100);
        WaveFiles.Write(Path.Combine(Elsewhere, "secret.wav"), TestSignals.Sine(440, 1, 44_100), 44_100);
        await ProgramRun.FfmpegAsync("-i", Path.Combine(Sounds, "tone.wav"), Path.Combine(Sounds, "tone.aiff"));
        await File.WriteAllTextAsync(Path.Combine(Sounds, "text.wav"), "this is no sound");
        await StartAsync();
    }

    /// <summary>Starts the server, with what an earlier one left in the catalogue.</summary>
    public async Task StartAsync()
    {
        _app = SamplerServer.Create(
            new ServerOptions
            {
                Port = 0,
                DataFolder = Data,
                Roots = [Sounds],
                WebFolder = WebFolder,
                SampleFolder = Path.Combine(Repository.Root, "samples"),
                Workers = new WorkerSettings { PluginFolder = PluginFolder },
            }
        );
        await _app.StartAsync();
        Address = _app.Urls.First();
        Client = new HttpClient { BaseAddress = new Uri(Address) };
    }

    /// <summary>Stops the server as its user does.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Client.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Dispose();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes a tone of half the full scale, a second of silence, and the tone again: 0 to 1 s and 2 to 3.5 s, at 44.1 kHz.</summary>
    /// <param name="name">Name in <see cref="Sounds"/>.</param>
    /// <param name="hertz">Its pitch. Each test has its own: the same bytes would be one file to the catalogue.</param>
    public Task WriteTonesAsync(string name, int hertz) =>
        ProgramRun.FfmpegAsync(
            "-y",
            "-f",
            "lavfi",
            "-i",
            $"aevalsrc=if(between(t\\,1\\,2)\\,0\\,0.5*sin(2*PI*{hertz}*t)):d=3.5:s=44100",
            "-c:a",
            "pcm_s16le",
            Path.Combine(Sounds, name)
        );

    /// <summary>Analyses a file of <see cref="Sounds"/> and gives its id.</summary>
    public async Task<long> AnalyzeAsync(string name)
    {
        using HttpResponseMessage response = await Client.PostAsJsonAsync("/analyze", new { file_path = Path.Combine(Sounds, name) });
        response.EnsureSuccessStatusCode();
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("analysis_result").GetProperty("file_id").GetInt64();
    }

    /// <summary>Waits for the end of the job that an answer names.</summary>
    public async Task<JsonElement> JobEndAsync(HttpResponseMessage accepted)
    {
        JsonElement job = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        for (int i = 0; i < 600 && job.GetProperty("state").GetString() is "queued" or "running"; i++)
        {
            await Task.Delay(100);
            job = await Client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
        }

        return job;
    }

    /// <summary>Status and body of a problem document.</summary>
    public static async Task<(int Status, string Code, string Detail)> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)response.StatusCode, body.GetProperty("status").GetInt32());
        return (
            (int)response.StatusCode,
            body.GetProperty("code").GetString()!,
            body.TryGetProperty("detail", out JsonElement detail) ? detail.GetString()! : ""
        );
    }
}
