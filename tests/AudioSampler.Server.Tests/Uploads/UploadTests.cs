using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Server.Uploads;
using AudioSampler.Testing;
using Microsoft.AspNetCore.Http;

namespace AudioSampler.Server.Tests.Uploads;

public sealed class UploadTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task An_upload_is_kept_analysed_played_and_known_again()
    {
        // Bytes that no other test enters: those that are known are not kept again.
        string own = Path.Combine(server.Elsewhere, "own.wav");
        WaveFiles.Write(own, TestSignals.Sine(523.25, 2, 44_100), 44_100);
        byte[] sound = await File.ReadAllBytesAsync(own);

        JsonElement first = await OkAsync(await UploadAsync("../../etc/pass wd.wav", sound));
        JsonElement again = await OkAsync(await UploadAsync("other.wav", sound));

        JsonElement document = first.GetProperty("analysis_result");
        string path = document.GetProperty("path").GetString()!;
        Assert.Equal("pass wd.wav", Path.GetFileName(path));
        Assert.StartsWith(Path.Combine(server.Data, "uploads"), path, StringComparison.Ordinal);
        Assert.Equal(document.GetProperty("file_id").GetInt64(), again.GetProperty("analysis_result").GetProperty("file_id").GetInt64());
        Assert.Single(Directory.GetFiles(Path.Combine(server.Data, "uploads"), "pass wd.wav", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "uploads"), "other.wav", SearchOption.AllDirectories));
        using HttpResponseMessage played = await server.Client.GetAsync($"/api/audio/{document.GetProperty("file_id").GetInt64()}");
        Assert.Equal(HttpStatusCode.OK, played.StatusCode);
    }

    [Fact]
    public async Task A_sound_that_is_sent_is_compared_and_not_kept()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        byte[] sound = await File.ReadAllBytesAsync(Path.Combine(server.Sounds, "tone.aiff"));
        using var body = new ByteArrayContent(sound);
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/aiff");

        JsonElement answer = await OkAsync(await server.Client.PostAsync("/api/similar?k=3", body));

        JsonElement best = answer.GetProperty("results")[0];
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}");
        Assert.Equal(
            document.GetProperty("regions")[0].GetProperty("region_id").GetInt64(),
            best.GetProperty("region").GetProperty("region_id").GetInt64()
        );
        Assert.InRange(best.GetProperty("score").GetDouble(), 0.95, 1.0001);
        Assert.Empty(Directory.GetDirectories(Path.Combine(server.Data, "passing")));
    }

    [Fact]
    public async Task Similar_regions_the_map_and_duplicates_are_served()
    {
        await server.AnalyzeAsync("tone.wav");
        await server.AnalyzeAsync("tone.aiff");
        JsonElement regions = await server.Client.GetFromJsonAsync<JsonElement>("/api/regions?query=tone");
        long id = regions.GetProperty("results")[0].GetProperty("region_id").GetInt64();

        JsonElement similar = await server.Client.GetFromJsonAsync<JsonElement>(
            $"/api/regions/{id}/similar?aspects=overall,loudness:0.5&query=tone"
        );
        JsonElement map = await server.Client.GetFromJsonAsync<JsonElement>("/api/map?query=tone");
        JsonElement twice = await server.Client.GetFromJsonAsync<JsonElement>("/api/duplicates");
        JsonElement near = await server.Client.GetFromJsonAsync<JsonElement>("/api/duplicates?kind=near");

        Assert.Equal(0, similar.GetProperty("not_comparable").GetInt32());
        Assert.Contains(map.EnumerateArray(), point => point.GetProperty("region_id").GetInt64() == id);
        JsonElement group = Assert.Single(twice.EnumerateArray());
        Assert.Equal("same_audio", group.GetProperty("kind").GetString());
        Assert.True(group.GetProperty("items").GetArrayLength() >= 2);
        Assert.Equal(JsonValueKind.Array, near.ValueKind);
    }

    [Theory]
    [InlineData("GET", "/api/regions/999999/similar", 404, "not_found")]
    [InlineData("GET", "/api/regions/1/similar?k=0", 400, "bad_page")]
    [InlineData("GET", "/api/regions/1/similar?aspects=colour", 400, "bad_similarity")]
    [InlineData("GET", "/api/regions/1/similar?like=a", 400, "bad_similarity")]
    [InlineData("GET", "/api/regions/1/similar?query=tempo:x", 400, "bad_query")]
    [InlineData("GET", "/api/map?most=0", 400, "bad_page")]
    [InlineData("GET", "/api/map?query=(", 400, "bad_query")]
    [InlineData("GET", "/api/duplicates?kind=odd", 400, "bad_similarity")]
    [InlineData("GET", "/api/duplicates?most=0", 400, "bad_page")]
    [InlineData("POST", "/api/similar?k=0", 400, "bad_page")]
    public async Task Questions_that_make_no_sense_are_answered_with_a_problem(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        (int given, string why, _) = await ServerFixture.ProblemAsync(await server.Client.SendAsync(request));

        Assert.Equal((status, code), (given, why));
    }

    [Theory]
    [InlineData("text/plain", "hello", 415, "unsupported_media_type")]
    [InlineData("application/json", "{}", 415, "unsupported_media_type")]
    [InlineData("audio/wav", "", 400, "bad_request")]
    [InlineData("multipart/form-data", "x", 400, "bad_request")]
    [InlineData("multipart/form-data; boundary=b", "no part at all", 400, "bad_request")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nno file\r\n--b--\r\n",
        400,
        "bad_request"
    )]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"a.wav\"\r\n\r\ncut",
        400,
        "bad_request"
    )]
    [InlineData("audio/wav", "this is no sound at all, whatever it says", 422, "unknown_format")]
    public async Task Uploads_that_are_none_are_refused_and_leave_nothing(string type, string text, int status, string code)
    {
        foreach (string path in new[] { "/api/analyze/upload", "/api/similar" })
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            (int given, string why, string detail) = await ServerFixture.ProblemAsync(await server.Client.PostAsync(path, body));

            Assert.Equal((status, code), (given, why));
            Assert.False(path == "/api/similar" && detail.Contains(server.Data, StringComparison.Ordinal), detail);
        }
    }

    [Theory]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--b--\r\n"
    )]
    [InlineData("audio/wav", "RIFF")]
    public async Task A_disk_that_takes_no_more_is_told_as_such_and_without_a_path(string type, string text)
    {
        using var disk = new SmallDisk(300 << 20, files: 1);
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(text));

        UploadException refusal = await Assert.ThrowsAsync<UploadException>(() =>
            new UploadReader(Path.Combine(disk.Path, "uploads"), 1 << 20).ReadAsync(request, CancellationToken.None)
        );

        Assert.Equal((507, "disk_full"), (refusal.Status, refusal.Code));
        Assert.DoesNotContain(disk.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "upload")]
    [InlineData("", "upload")]
    [InlineData("...", "upload")]
    [InlineData("a.wav", "a.wav")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..\\..\\x.wav", "x.wav")]
    [InlineData("a\0b\n.wav", "a_b_.wav")]
    [InlineData("con.wav", "_con.wav")]
    [InlineData(" .hidden ", "hidden")]
    [InlineData("a<b>|?*\".wav", "a_b_____.wav")]
    [InlineData("雨の音🔥.wav", "雨の音🔥.wav")]
    [InlineData("\u202Egpj.wav", "_gpj.wav")]
    public void Names_are_made_safe(string? given, string safe) => Assert.Equal(safe, UploadName.Safe(given));

    [Fact]
    public void Long_names_are_cut_between_characters()
    {
        string safe = UploadName.Safe(new string('雨', 200));

        Assert.Equal(new string('雨', 50), safe);
    }

    private Task<HttpResponseMessage> UploadAsync(string name, byte[] sound)
    {
        var content = new MultipartFormDataContent { { new StringContent("1"), "field" } };
        content.Add(new ByteArrayContent(sound), "file", name);
        return server.Client.PostAsync("/api/analyze/upload", content);
    }

    private static async Task<JsonElement> OkAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
