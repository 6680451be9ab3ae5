using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Bench;

/// <summary>Time from the start of <c>ais serve</c> to its first answer, with a catalogue of 10,000 files.</summary>
internal static class ServeCommand
{
    private const int Files = 10_000;
    private const int Rounds = 5;
    private const int Port = 18_641;
    private static readonly byte[] s_region = ReadRegion();

    public static int Run(string[] args)
    {
        string program = BuiltProgram.Take(ref args);
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), "ais-bench", "catalogue"));
        Fill(folder);
        double[] seconds = [.. Enumerable.Range(0, Rounds).Select(_ => SecondsToFirstAnswer(program, folder)).Order()];
        Console.WriteLine(
            $"exec of ais serve to the first 200 of /health, {Files} files ({new FileInfo(folder.DatabasePath).Length / 1e6:F0} MB): "
                + $"best {seconds[0]:F2} s, median {seconds[Rounds / 2]:F2} s (limit 2 s)"
        );
        return 0;
    }

    private static double SecondsToFirstAnswer(string program, DataFolder folder)
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["serve", "--port", port, "--data", folder.Path])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in BuiltProgram.Environment(program))
        {
            start.Environment[name] = value;
        }

        using var client = new HttpClient();
        var health = new Uri($"http://127.0.0.1:{port}/health");
        long clock = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        try
        {
            while (!process.HasExited && !Answers(client, health))
            {
                Thread.Sleep(5);
            }

            return process.HasExited
                ? throw new InvalidOperationException(process.StandardError.ReadToEnd())
                : Stopwatch.GetElapsedTime(clock).TotalSeconds;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static bool Answers(HttpClient client, Uri health)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, health);
            using HttpResponseMessage response = client.Send(request);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Stores results of files that aren't there, by the way that every analysis takes. What is there already stays.</summary>
    private static void Fill(DataFolder folder) => FillAsync(folder).GetAwaiter().GetResult();

    private static async Task FillAsync(DataFolder folder)
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(folder);
        var recipe = new AnalysisRecipe(new AnalysisOptions().ToJson(), ImmutableSortedDictionary<string, string>.Empty);
        for (long i = (await catalogue.StatsAsync()).Files; i < Files; i++)
        {
            AnalysisDocument document = Document(i);
            var identity = new FileIdentity(document.Path, document.File!.SizeBytes, DateTimeOffset.UnixEpoch)
            {
                ContentHash = document.File.ContentHash,
                AudioHash = document.File.AudioHash,
            };
            await using IAnalysisGeneration generation = await catalogue.BeginAsync(
                identity,
                document.File,
                recipe,
                jobId: null,
                CancellationToken.None
            );
            await generation.AddRegionsAsync(document.Regions, CancellationToken.None);
            foreach (RegionDocument region in document.Regions)
            {
                foreach ((string analyzer, AnalyzerRecord record) in region.Analyses)
                {
                    await generation.AddAnalysisAsync(region.Index, analyzer, record, CancellationToken.None);
                }
            }

            await generation.CompleteAsync(document, CancellationToken.None);
        }
    }

    /// <summary>The document of a file that isn't there.</summary>
    internal static AnalysisDocument Document(long i, int regions = 3)
    {
        string name = FormattableString.Invariant($"take {i}.wav");
        return new AnalysisDocument
        {
            Path = FormattableString.Invariant($"/library/pack {i / 100}/{name}"),
            Status = AnalysisStatus.Complete,
            Versions = ImmutableSortedDictionary<string, string>.Empty.Add("ais", "0.1.0").Add("tempo", "1.0"),
            File = new FileFacts
            {
                Name = name,
                Format = "wav",
                Codec = "pcm_s16le",
                SampleRate = 44100,
                Channels = 2,
                DurationS = 10,
                SizeBytes = 1_764_044,
                ContentHash = Hash($"bytes {i}"),
                AudioHash = Hash($"sound {i}"),
            },
            Regions = [.. Enumerable.Range(0, regions).Select(r => Region(name, r))],
            Summary = new FileSummary
            {
                Kind = SoundKind.Music,
                Tags = [new TagScore("Music", 0.9)],
                Regions = regions,
                Tempo = new TempoSummary(60 + (i % 120), 0.9, "4/4"),
            },
            Timings = new AnalysisTimings(12, 345, 0.01),
        };
    }

    /// <summary>A region as this program once found it in the samples, under another name and with another embedding: near duplicates would be another measurement.</summary>
    private static RegionDocument Region(string name, int index)
    {
        JsonObject region = JsonNode.Parse(s_region)!.AsObject();
        region["analyses"]!["activations"]!["result"]!["embedding"]!["data"] = Convert.ToBase64String([
            .. Enumerable.Range(0, 256).SelectMany(_ => BitConverter.GetBytes((Half)Random.Shared.NextSingle())),
        ]);
        return region.Deserialize(AnalysisJson.Default.RegionDocument)! with
        {
            Id = FormattableString.Invariant($"{name}-r{index + 1}"),
            RegionId = null,
            Index = index,
            StartS = index * 3,
            EndS = (index * 3) + 3,
        };
    }

    private static byte[] ReadRegion()
    {
        using Stream stream = typeof(ServeCommand).Assembly.GetManifestResourceStream("region.json")!;
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Hash(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
