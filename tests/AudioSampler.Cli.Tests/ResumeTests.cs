using System.Diagnostics;
using System.Text.Json.Nodes;
using AudioSampler.Catalog.Testing;
using AudioSampler.Testing;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Cli.Tests;

/// <summary>After <c>kill -9</c> the same command goes on from the last finished analyzer, and nothing stands twice.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Unfinished = """
        SELECT group_concat(r.id || ' ' || n.analyzer || ' ' || coalesce(n.record, hex(n.packed)), char(10))
        FROM generations g JOIN regions r ON r.generation_id = g.id JOIN region_analysis n ON n.region_id = r.id
        WHERE g.document IS NULL ORDER BY 1
        """;

    private readonly Ais _ais = new();

    private string Database => Path.Combine(_ais.Data, "catalogue.db");

    public void Dispose() => _ais.Dispose();

    [Fact]
    public async Task Killed_in_the_middle_of_a_file_the_same_command_goes_on_from_the_last_finished_analyzer()
    {
        string[] paths = [_ais.Tone("first.wav", 1), Takes("takes.wav", 4, 45), _ais.Tone("last.wav", 2)];
        string[] command = ["analyze", "--json", "--no-timings", "--force", "--jobs", "1", .. paths];
        string finished;
        using (Process process = _ais.Start(command))
        {
            await WaitUntilAsync(process, SecondFileIsAtWork);
            await KillAsync(process);
            finished = Assert.IsType<string>(Ask(Unfinished));
        }

        object? ofFirst = Ask(
            "SELECT group_concat(r.id) FROM regions r JOIN generations g ON g.id = r.generation_id WHERE g.document IS NOT NULL"
        );
        Assert.Empty(await CatalogueInvariants.CheckAsync(Database));

        ProgramRun resumed = await _ais.RunAsync(command);

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Contains("going on with job 1", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 3 files are done", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(await UndisturbedAsync(paths), Documents(resumed));
        Assert.InRange(finished.Split('\n').Length, 1, 4 * 6 - 1); // in the middle: six analyzers on four regions
        foreach (string line in finished.Split('\n'))
        {
            string[] row = line.Split(' ', 3); // the same row with the same time that it took: it was not run again
            Assert.Equal(
                row[2],
                Ask($"SELECT coalesce(record, hex(packed)) FROM region_analysis WHERE region_id = {row[0]} AND analyzer = '{row[1]}'")
            );
        }

        Assert.Equal(
            ofFirst,
            Ask(
                $"SELECT group_concat(r.id) FROM regions r JOIN audio a ON a.generation_id = r.generation_id JOIN files f ON f.audio_id = a.id WHERE f.path = '{paths[0]}'"
            )
        );
        await AssertNothingIsLeftAsync();
        Assert.Equal(("done", 1L), (Ask("SELECT state FROM jobs"), Ask("SELECT count(*) FROM jobs")));
    }

    [Fact]
    public async Task Killed_again_and_again_the_job_ends_as_if_nothing_had_been()
    {
        string[] paths = [.. Enumerable.Range(0, 5).Select(i => Takes($"take{i}.wav", 1 + (i % 2), 6 + i))];
        string[] command = ["analyze", "--json", "--no-timings", "--force", "--jobs", "2", .. paths];
        var random = new Random(5);
        for (int round = 0; round < 5; round++)
        {
            using Process process = _ais.Start(command);
            await WaitUntilAsync(process, () => Ask("SELECT 1 FROM jobs WHERE state = 'running'") is not null);
            await Task.Delay(random.Next(500));
            await KillAsync(process);
            Assert.Empty(await CatalogueInvariants.CheckAsync(Database));
        }

        ProgramRun last = await _ais.RunAsync(command);

        Assert.True(last.ExitCode == 0, last.Error);
        Assert.Equal(await UndisturbedAsync(paths), Documents(last));
        await AssertNothingIsLeftAsync();
        Assert.Equal(0L, Ask("SELECT count(*) FROM jobs WHERE state <> 'done'"));
        Assert.Equal(5L, Ask("SELECT count(*) FROM generations"));
    }

    [Fact]
    public async Task Jobs_of_other_killed_commands_are_finished_afterwards_in_silence_unless_they_are_to_be_left()
    {
        string killed = Takes("killed.wav", 2, 60);
        string other = _ais.Tone("other.wav");
        using (Process process = _ais.Start("analyze", killed))
        {
            await WaitUntilAsync(process, () => Ask(Unfinished) is string);
            await KillAsync(process);
        }

        ProgramRun leaving = await _ais.RunAsync("analyze", "--json", "--no-resume", other);
        object? left = Ask("SELECT state FROM jobs WHERE id = 1");
        ProgramRun going = await _ais.RunAsync("analyze", "--json", other);

        Assert.Equal((0, 0), (leaving.ExitCode, going.ExitCode));
        Assert.Equal("running", left);
        Assert.DoesNotContain("job 1", leaving.Error, StringComparison.Ordinal);
        Assert.Equal([other], Documents(going).Keys);
        string line = Assert.Single(going.Error.Split('\n'), line => line.Contains("job 1", StringComparison.Ordinal));
        Assert.Contains("killed.wav", line, StringComparison.Ordinal);
        Assert.Equal(0L, Ask("SELECT count(*) FROM jobs WHERE state <> 'done'"));
        Assert.NotNull(Ask($"SELECT 1 FROM files WHERE path = '{killed}' AND status = 'complete'"));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Ended_by_ctrl_c_the_job_is_cancelled_and_the_same_command_begins_another()
    {
        string[] paths = [_ais.Tone("first.wav", 1), Takes("takes.wav", 4, 60)];
        using (Process process = _ais.Start(["analyze", "--jobs", "1", .. paths]))
        {
            await WaitUntilAsync(process, SecondFileIsAtWork);
            await ProgramRun.RunAsync("sh", ["-c", $"kill -TERM {process.Id}"]);
            await process.WaitForExitAsync();
            Assert.Equal(130, process.ExitCode);
        }

        Assert.Equal("cancelled", Ask("SELECT state FROM jobs"));
        Assert.Equal("done cancelled", Ask("SELECT group_concat(state, ' ') FROM (SELECT state FROM job_files ORDER BY position)"));
        await AssertNothingIsLeftAsync();

        ProgramRun again = await _ais.RunAsync(["analyze", "--json", .. paths]);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal("done", Ask("SELECT state FROM jobs WHERE id = 2"));
        Assert.DoesNotContain("job 1", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_can_not_be_done_and_one_without_a_catalogue_make_no_job()
    {
        string path = _ais.Tone();

        await _ais.RunAsync("analyze", "--no-catalog", path);
        Assert.False(File.Exists(Database));
        ProgramRun unknown = await _ais.RunAsync("analyze", "--only", "keys", path);

        Assert.Equal(2, unknown.ExitCode);
        Assert.Equal(0L, Ask("SELECT count(*) FROM jobs"));
    }

    private bool SecondFileIsAtWork() => Ask("SELECT 1 FROM job_files WHERE state = 'done'") is not null && Ask(Unfinished) is string;

    /// <summary>A recording of several takes with silence between them.</summary>
    private string Takes(string name, int takes, int seconds)
    {
        const int Rate = 22_050;
        float[] take = [.. TestSignals.ClickTrack(90 + seconds, seconds, Rate), .. new float[2 * Rate]];
        string path = _ais.Folder.File(name);
        WaveFiles.Write(path, [.. Enumerable.Repeat(take, takes).SelectMany(samples => samples)], Rate);
        return path;
    }

    private async Task AssertNothingIsLeftAsync()
    {
        Assert.Empty(await CatalogueInvariants.CheckAsync(Database));
        Assert.Equal(0L, Ask("SELECT count(*) FROM generations WHERE document IS NULL"));
        Assert.Empty(Directory.GetDirectories(_ais.Temporary, "run-*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(_ais.Data, "writers")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_ais.Data, "waveforms"), "*.part"));
    }

    /// <summary>The documents of the files as a run gives them that nothing disturbs, by path.</summary>
    private async Task<SortedDictionary<string, string>> UndisturbedAsync(string[] paths) =>
        Documents(await _ais.RunAsync(["analyze", "--json", "--no-timings", "--no-catalog", .. paths]));

    /// <summary>Documents by path, without the numbers that the catalogue gives. A path that stands twice is an error.</summary>
    private static SortedDictionary<string, string> Documents(ProgramRun run)
    {
        var documents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonObject document = JsonNode.Parse(line)!.AsObject();
            document.Remove("file_id");
            foreach (JsonNode? region in document["regions"]!.AsArray())
            {
                region!.AsObject().Remove("region_id");
            }

            documents.Add(document["path"]!.GetValue<string>(), document.ToJsonString());
        }

        return documents;
    }

    private object? Ask(string query)
    {
        if (!File.Exists(Database))
        {
            return null;
        }

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString()
        );
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants and paths of the tests
        command.CommandText = query;
#pragma warning restore CA2100
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private static async Task WaitUntilAsync(Process process, Func<bool> condition)
    {
        for (int i = 0; i < 6000; i++)
        {
            try
            {
                if (condition())
                {
                    return;
                }
            }
            catch (SqliteException)
            {
                // The tables are only just being made.
            }

            Assert.False(process.HasExited, "the command ended before its time");
            await Task.Delay(5);
        }

        Assert.Fail("what was waited for never came");
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }
}
