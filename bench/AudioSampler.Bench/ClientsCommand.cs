using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Catalog;

namespace AudioSampler.Bench;

/// <summary>
/// Many people at one server with the catalogue of <see cref="LargeCatalogue"/>, while a folder of sounds is analysed: each asks once a second or so (a search of the mix of
/// <see cref="CatalogueCommand"/>, a part of a sound, a file by its number), as one does who reads what comes.
/// </summary>
internal static class ClientsCommand
{
    private const int Clients = 50;
    private const int Port = 18_642;
    private const int PauseMs = 1000;
    private const int RangeBytes = 65_536;

    public static int Run(string[] args)
    {
        string program = BuiltProgram.Take(ref args);
        if (args.Length == 0)
        {
            Console.Error.WriteLine("name a folder of sounds that are analysed meanwhile");
            return 2;
        }

        int seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 120;
        RunAsync(program, Path.GetFullPath(args[0]), TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(string program, string sounds, TimeSpan lasts)
    {
        DataFolder folder = LargeCatalogue.Make();
        string port = Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["serve", "--port", port, "--data", folder.Path, "--root", sounds])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in BuiltProgram.Environment(program))
        {
            start.Environment[name] = value;
        }

        using Process server = Process.Start(start)!;
        Task<string> log = server.StandardError.ReadToEndAsync();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
            await ReadyAsync(http);
            long[] playable = await PlayableAsync(http, sounds);
            await StartAsync(http, sounds);
            var times = new Times();
            using var end = new CancellationTokenSource(lasts);
            Task memory = WatchAsync(server.Id, lasts, end.Token);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => ClientAsync(http, client, playable, times, end.Token)));
            await memory;
            times.Print();
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            await log;
        }
    }

    /// <summary>Waits until the server answers and has its columns in memory, as one that runs since the morning.</summary>
    private static async Task ReadyAsync(HttpClient http)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                using HttpResponseMessage health = await http.GetAsync(new Uri("/health", UriKind.Relative));
                break;
            }
            catch (HttpRequestException) when (i < 600)
            {
                await Task.Delay(100);
            }
        }

        await Task.Delay(TimeSpan.FromSeconds(40));
    }

    /// <summary>Analyses some sounds, so that there is something to play.</summary>
    private static async Task<long[]> PlayableAsync(HttpClient http, string sounds)
    {
        var ids = new List<long>();
        foreach (string file in Directory.EnumerateFiles(sounds).Order(StringComparer.Ordinal).Take(5))
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/analyze", new { file_path = file });
            JsonElement document = await answer.Content.ReadFromJsonAsync<JsonElement>();
            ids.Add(document.GetProperty("analysis_result").GetProperty("file_id").GetInt64());
        }

        return [.. ids];
    }

    private static async Task StartAsync(HttpClient http, string sounds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analyze")
        {
            Content = JsonContent.Create(new { file_path = sounds, options = new { force = true } }),
        };
        request.Headers.Add("Prefer", "respond-async");
        using HttpResponseMessage answer = await http.SendAsync(request);
        Console.WriteLine($"analysis of {sounds}: {(int)answer.StatusCode}");
    }

    private static async Task ClientAsync(HttpClient http, int number, long[] playable, Times times, CancellationToken end)
    {
        var random = new Random(number);
        (string Path, string[] Queries)[] searches =
        [
            ("/database/files", CatalogueCommand.FileQueries),
            ("/api/regions", CatalogueCommand.RegionQueries),
        ];
        while (!end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(random.Next(PauseMs / 2, PauseMs * 3 / 2), end);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            int what = random.Next(10);
            using var request = new HttpRequestMessage();
            string kind;
            if (what < 7)
            {
                (string path, string[] queries) = searches[random.Next(2)];
                string query = queries[random.Next(queries.Length)];
                request.RequestUri = new Uri($"{path}?query={Uri.EscapeDataString(query)}&page={1 + random.Next(2)}", UriKind.Relative);
                kind = "search";
            }
            else if (what < 9)
            {
                request.RequestUri = new Uri($"/api/audio/{playable[random.Next(playable.Length)]}", UriKind.Relative);
                int from = random.Next(100_000);
                request.Headers.Range = new RangeHeaderValue(from, from + RangeBytes - 1);
                kind = "part of a sound";
            }
            else
            {
                request.RequestUri = new Uri($"/database/stats", UriKind.Relative);
                kind = "figures";
            }

            long start = Stopwatch.GetTimestamp();
            try
            {
                using HttpResponseMessage answer = await http.SendAsync(request, CancellationToken.None);
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);

                // A sound that is shorter than the place that was asked for has no such part: that is an answer too.
                bool good = answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable;
                times.Add(
                    kind,
                    Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                    good ? null : $"{(int)answer.StatusCode} {request.RequestUri}"
                );
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                times.Add(kind, Stopwatch.GetElapsedTime(start).TotalMilliseconds, e.Message);
            }
        }
    }

    private static async Task WatchAsync(int process, TimeSpan lasts, CancellationToken end)
    {
        long start = Stopwatch.GetTimestamp();
        while (!end.IsCancellationRequested)
        {
            Console.WriteLine(
                $"after {Stopwatch.GetElapsedTime(start).TotalSeconds, 4:0} s: server {Resident(process) / 1e6:0} MB, with its workers {ProcessTree.PssBytes(process) / 1e6:0} MB"
            );
            try
            {
                await Task.Delay(lasts / 6, end);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Memory of the process itself, without files that are mapped.</summary>
    private static long Resident(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("RssAnon", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private sealed class Times
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, List<double>> times = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> errors = new(StringComparer.Ordinal);

        public void Add(string kind, double ms, string? error)
        {
            lock (gate)
            {
                if (!times.TryGetValue(kind, out List<double>? list))
                {
                    times.Add(kind, list = []);
                }

                list.Add(ms);
                if (error is not null)
                {
                    errors[error] = errors.GetValueOrDefault(error) + 1;
                }
            }
        }

        public void Print()
        {
            foreach ((string kind, List<double> list) in times)
            {
                double[] sorted = [.. list.Order()];
                Console.WriteLine(
                    $"{kind, -16} {sorted.Length, 6}  median {At(0.5), 7:0.0}  95 {At(0.95), 7:0.0}  99 of 100 {At(0.99), 7:0.0}  max {sorted[^1], 7:0.0} ms"
                );

                double At(double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
            }

            Console.WriteLine($"errors: {errors.Values.Sum()}");
            foreach ((string error, int count) in errors.Take(10))
            {
                Console.WriteLine($"  {count} x {error}");
            }
        }
    }
}
