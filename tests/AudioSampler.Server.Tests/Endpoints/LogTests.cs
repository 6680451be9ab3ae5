using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class LogTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_last_lines_are_there_the_newest_last_and_as_many_as_are_asked_for()
    {
        using HttpResponseMessage first = await server.Client.DeleteAsync("/api/watches?path=/one");
        using HttpResponseMessage second = await server.Client.DeleteAsync("/api/roots?path=/two");

        JsonElement lines = await server.Client.GetFromJsonAsync<JsonElement>("/api/logs?most=2");
        JsonElement grave = await server.Client.GetFromJsonAsync<JsonElement>("/api/logs?level=critical");

        Assert.Equal(
            ["DELETE /api/watches from 127.0.0.1: 404", "DELETE /api/roots from 127.0.0.1: 404"],
            lines.EnumerateArray().Select(line => line.GetProperty("message").GetString())
        );
        Assert.All(
            lines.EnumerateArray(),
            line =>
                Assert.Equal(("information", "AuditLog"), (line.GetProperty("level").GetString(), line.GetProperty("source").GetString()))
        );
        Assert.Equal(0, grave.GetArrayLength());
    }

    [Theory]
    [InlineData("most=0")]
    [InlineData("most=1001")]
    [InlineData("level=loud")]
    [InlineData("level=3")]
    public async Task Other_questions_are_refused(string query)
    {
        using HttpResponseMessage response = await server.Client.GetAsync("/api/logs?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
