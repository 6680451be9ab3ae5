using System.Diagnostics;
using System.Text.Json.Nodes;
using AudioSampler.Catalog.Testing;
using AudioSampler.Testing;

namespace AudioSampler.Faults;

/// <summary>
/// <c>kill -9</c> of the program or of a worker, at random moments of a job over many files: the catalogue is whole after each, and the job, gone on with, ends with
/// the results of an undisturbed run.
/// </summary>
public sealed class KillTests
{
    private const int Files = 20;
    private static readonly int s_kills = LongTests.Wanted ? 200 : 4;
    private static readonly TimeSpan s_longestRun = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_job_that_is_killed_again_and_again_ends_with_the_results_of_an_undisturbed_run()
    {
        using var calm = new Sampler();
        string[] files = [.. Enumerable.Range(0, Files).Select(i => Recording(calm, i))];
        SortedDictionary<string, string> expected = Results((await RunToEndAsync(calm, files)).Output);
        var random = new Random(20_261);
        int kills = 0;
        while (kills < s_kills)
        {
            using var sampler = new Sampler();
            await sampler.RunAsync("search"); // The tables are there before the first kill.
            ProgramRun? done = null;
            while (done is null)
            {
                using Process process = sampler.Start(["--force", .. files]);
                Task<string> output = process.StandardOutput.ReadToEndAsync();
                Task<string> error = process.StandardError.ReadToEndAsync();
                bool worker = random.Next(3) == 0;
                if (kills < s_kills && await LivesAfterAsync(process, random.NextDouble() * s_longestRun))
                {
                    kills++;
                    Kill(sampler, process, worker);
                }

                await process.WaitForExitAsync();
                string lines = await output;
                await error;
                Assert.Empty(await CatalogueInvariants.CheckAsync(Path.Combine(sampler.Data, "catalogue.db")));
                done = process.ExitCode is 0 or 3 ? new ProgramRun(process.ExitCode, lines, await error) : null;
            }

            // Printed were the files of the last run, and those that the job had done before it.
            Assert.True(done.ExitCode == 0, done.Error);
            Assert.Equal(expected, Results(done.Output));
            await sampler.AssertNothingIsLeftAsync();
        }
    }

    private static async Task<ProgramRun> RunToEndAsync(Sampler sampler, string[] files)
    {
        using Process process = sampler.Start(["--force", .. files]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return new ProgramRun(process.ExitCode, output, await error);
    }

    private static async Task<bool> LivesAfterAsync(Process process, TimeSpan time)
    {
        using var timeout = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return !process.HasExited;
        }
    }

    /// <summary>Kills the program itself, or one of its workers where there is one.</summary>
    private static void Kill(Sampler sampler, Process program, bool worker)
    {
        int[] others = worker ? [.. sampler.ProcessesLeft().Where(id => id != program.Id && IsWorker(id))] : [];
        try
        {
            (others.Length > 0 ? Process.GetProcessById(others[0]) : program).Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // It ended just before.
        }
    }

    private static bool IsWorker(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Contains("\0worker", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Recording(Sampler sampler, int number)
    {
        string path = sampler.Folder.File($"take{number:00}.wav");
        float[] tone = TestSignals.Sine(220 + (20 * number), 1.5, 44_100);
        WaveFiles.Write(path, [.. tone, .. new float[44_100], .. tone], 44_100);
        return path;
    }

    /// <summary>All of the documents but the numbers that the catalogue gives.</summary>
    private static SortedDictionary<string, string> Results(string lines)
    {
        var results = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonObject document) in Sampler.Documents(lines))
        {
            document.Remove("file_id");
            foreach (JsonNode? region in document["regions"]!.AsArray())
            {
                region!.AsObject().Remove("region_id");
            }

            results.Add(name, document.ToJsonString());
        }

        return results;
    }
}
