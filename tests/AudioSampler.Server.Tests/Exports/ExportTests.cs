using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Catalog.Search;
using AudioSampler.Server.Exports;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Exports;

public sealed class ExportTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("wav")]
    [InlineData("flac")]
    public async Task Slices_come_in_a_zip_named_and_cut(string format)
    {
        await server.WriteTonesAsync("two.wav", hertz: 440);
        await server.AnalyzeAsync("two.wav");

        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "/api/export",
            new
            {
                query = "name:two",
                format,
                template = "{file}_{index}",
            }
        );
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());

        Assert.Equal([$"two_001.{format}", $"two_002.{format}"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        JsonElement rows = await server.Client.GetFromJsonAsync<JsonElement>("/api/regions?query=name:two");
        using var temporary = new TempFolder();
        foreach ((ZipArchiveEntry entry, JsonElement row) in zip.Entries.Zip(rows.GetProperty("results").EnumerateArray()))
        {
            string path = temporary.File(entry.Name);
            await entry.ExtractToFileAsync(path);
            float[] samples = await ProgramRun.DecodeAsync(path);
            Assert.Equal(row.GetProperty("duration_s").GetDouble(), samples.Length / 44_100.0, 3);
        }
    }

    [Fact]
    public async Task What_cannot_be_cut_is_told_and_the_rest_goes_on()
    {
        await server.WriteTonesAsync("here.wav", hertz: 392);
        File.Copy(Path.Combine(server.Sounds, "here.wav"), Path.Combine(server.Sounds, "gone.wav"), overwrite: true);
        await AppendSilence(Path.Combine(server.Sounds, "gone.wav"));
        await server.AnalyzeAsync("here.wav");
        await server.AnalyzeAsync("gone.wav");
        File.Delete(Path.Combine(server.Sounds, "gone.wav"));

        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/api/export", new { query = "name:here OR name:gone" });
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());

        Assert.Contains(zip.Entries, entry => entry.FullName.StartsWith("here", StringComparison.Ordinal));
        Assert.Equal("2", Assert.Single(response.Headers.GetValues("X-AIS-Left-Out"))); // both regions of the file
        using var errors = new StreamReader(zip.GetEntry("errors.txt")!.Open());
        Assert.Contains("gone.wav\" is not there now", await errors.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(server.Data, "passing")));
    }

    [Fact]
    public async Task Where_no_file_is_there_nothing_is_exported()
    {
        await server.WriteTonesAsync("vanished.wav", hertz: 415);
        await server.AnalyzeAsync("vanished.wav");
        File.Delete(Path.Combine(server.Sounds, "vanished.wav"));

        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/api/export", new { query = "name:vanished" });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("missing", problem.GetProperty("code").GetString());
        string detail = problem.GetProperty("detail").GetString()!;
        Assert.StartsWith("nothing was exported: ", detail, StringComparison.Ordinal);
        Assert.Contains("bring the drive or the file back", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_and_labels_are_what_other_programs_read()
    {
        await server.AnalyzeAsync("tone.wav");
        JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>("/api/regions?query=\"tone\"");
        long id = found.GetProperty("results")[0].GetProperty("region_id").GetInt64();
        await server.Client.PatchAsJsonAsync($"/api/regions/{id}/marks", new { name = "=SUM(1,\"2\")" });

        string csv = await TextAsync(new { ids = new[] { id }, what = "csv" });
        string json = await TextAsync(new { ids = new[] { id }, what = "json" });
        using HttpResponseMessage labels = await server.Client.PostAsJsonAsync("/api/export", new { ids = new[] { id }, what = "labels" });
        using var zip = new ZipArchive(await labels.Content.ReadAsStreamAsync());

        string[] lines = csv.Split("\r\n");
        Assert.StartsWith("region_id,name,path,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{id},\"'=SUM(1,\"\"2\"\")\",", lines[1], StringComparison.Ordinal);
        Assert.Equal(id, JsonSerializer.Deserialize<JsonElement>(json)[0].GetProperty("region_id").GetInt64());
        using var track = new StreamReader(Assert.Single(zip.Entries).Open());
        Assert.Matches(@"^\d+\.\d{6}\t\d+\.\d{6}\t=SUM", await track.ReadToEndAsync());
    }

    [Theory]
    [InlineData("""{}""", 400, "bad_export")]
    [InlineData("""{"ids": [1], "query": "a"}""", 400, "bad_export")]
    [InlineData("""{"ids": [1], "what": "midi"}""", 400, "bad_export")]
    [InlineData("""{"ids": [1], "format": "mp3"}""", 400, "bad_export")]
    [InlineData("""{"ids": [1], "template": "{artist}"}""", 400, "bad_export")]
    [InlineData("""{"ids": [1], "template": ""}""", 400, "bad_export")]
    [InlineData("""{"query": "tempo:x"}""", 400, "bad_query")]
    [InlineData("""{"ids": [999999]}""", 404, "not_found")]
    [InlineData("""{"ids": [1], "to": "/etc"}""", 400, "bad_request")]
    public async Task Exports_that_make_no_sense_are_refused(string body, int status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        (int given, string why, _) = await ServerFixture.ProblemAsync(await server.Client.PostAsync("/api/export", content));

        Assert.Equal((status, code), (given, why));
    }

    [Fact]
    public async Task A_slice_is_played_with_range()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/audio/{file}?start_s=0.5&end_s=1.25");
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(0, 43);

        using HttpResponseMessage part = await server.Client.SendAsync(request);
        byte[] whole = await server.Client.GetByteArrayAsync($"/api/audio/{file}?start_s=0.5&end_s=1.25");
        (int status, string code, string detail) = await ServerFixture.ProblemAsync(
            await server.Client.GetAsync($"/api/audio/{file}?start_s=2&end_s=1")
        );

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole.Take(44), await part.Content.ReadAsByteArrayAsync());
        Assert.InRange(whole.Length, (int)(0.75 * 44_100 * 2), (int)(0.75 * 44_100 * 2) + 200); // 16 bits, one channel, and a header
        Assert.Equal((400, "bad_range"), (status, code));
        Assert.Contains("within the sound's 3 s", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_recordings_are_told_where_they_are()
    {
        JsonElement samples = await server.Client.GetFromJsonAsync<JsonElement>("/api/samples");

        string path = samples.GetProperty("path").GetString()!;
        Assert.Equal(Path.Combine(Repository.Root, "samples"), path);
        Assert.True(File.Exists(Path.Combine(path, "session.ogg")));
    }

    [Fact]
    public async Task Roots_are_listed_added_and_taken_off()
    {
        string extra = Path.Combine(server.Elsewhere, "extra");
        Directory.CreateDirectory(extra);

        using HttpResponseMessage added = await server.Client.PostAsJsonAsync("/api/roots", new { path = extra });
        JsonElement listed = await server.Client.GetFromJsonAsync<JsonElement>("/api/roots");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Contains(
            listed.EnumerateArray(),
            root => root.GetProperty("path").GetString() == extra && root.GetProperty("present").GetBoolean()
        );
        string query = "?path=" + Uri.EscapeDataString(extra);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync("/api/roots" + query)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync("/api/roots" + query)).StatusCode);
        foreach (
            (string path, int status) in new[] { ("/", 400), (server.Data, 400), ("sounds", 400), ("/no/such/folder", 404), ("/a\0b", 400) }
        )
        {
            using HttpResponseMessage refused = await server.Client.PostAsJsonAsync("/api/roots", new { path });
            Assert.Equal(status, (int)refused.StatusCode);
        }
    }

    [Fact]
    public void Names_of_slices_are_safe_and_no_two_the_same()
    {
        var names = new SliceName("{file}-{index} {bpm} {key} {tag}");
        RegionSearchRow row = Row();

        Assert.Equal(
            "a-b-001 120.5bpm Am Dog- Bark.wav",
            names.Of(row with { Bpm = 120.5, Key = "A minor", Tags = ["Dog/ Bark"] }, ".wav")
        );
        Assert.Equal("a-b-001.wav", names.Of(row, ".wav"));
        Assert.Equal("a-b-001 (2).wav", names.Of(row, ".wav"));
        Assert.Equal("upload.flac", new SliceName("{bpm}").Of(row, ".flac"));
        Assert.Equal("passwd-x.wav", new SliceName("{name}").Of(row with { Name = "../passwd/x" }, ".wav"));
    }

    private static RegionSearchRow Row() =>
        new()
        {
            RegionId = 1,
            Name = "a-b-r1",
            FileId = 1,
            Path = "/x/a-b.wav",
            FileName = "a-b.wav",
            Index = 0,
            StartS = 0,
            EndS = 1,
            DurationS = 1,
            Tags = [],
            MyTags = [],
            Corrected = [],
        };

    private async Task<string> TextAsync(object request)
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/api/export", request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Makes other audio of it, so that its regions are its own.</summary>
    private static async Task AppendSilence(string path)
    {
        string longer = path + ".longer.wav";
        await ProgramRun.FfmpegAsync("-y", "-i", path, "-af", "apad=pad_dur=1", "-c:a", "pcm_s16le", longer);
        File.Move(longer, path, overwrite: true);
    }
}
