using System.Net;
using System.Text;
using FsCheck.Fluent;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>Whatever is sent, the answer has the right status and a body, and it is never the portal's fault.</summary>
public sealed class BadRequestTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private const string Single = Ofrep.Bulk + "/" + EvaluationPortal.Open;

    private readonly HttpClient _application = portal.NewApplication();

    public static TheoryData<string> BrokenBodies =>
    [
        "",
        " ",
        "{",
        "nonsense",
        "{\"context\":{}",
        "{\"context\":{}}}",
        "{\"context\":{}} {}",
        "{\"context\":{},}",
        "{'context':{}}",
        "{\"context\":{\"targetingKey\":\"\\ud800\"}}",
        "{\"context\":{\"\\udfff\":1}}",
        "{\"context\":{\"a\":NaN}}",
        "{\"context\":{\"a\":01}}",
        "{\"context\":{\"a\":" + new string('[', 100) + new string(']', 100) + "}}",
        "\ufeff{\"context\":{}}",
        "context=%7B%7D",
    ];

    public static TheoryData<string> WrongContexts =>
    [
        "{}",
        "[]",
        "7",
        "null",
        "\"context\"",
        """{"Context":{}}""",
        """{"context":null}""",
        """{"context":[]}""",
        """{"context":"ann"}""",
        """{"context":{"targetingKey":7}}""",
        """{"context":{"targetingKey":["ann"]}}""",
        """{"context":{"targetingKey":{"id":"ann"}}}""",
        """{"context":{"targetingKey":true}}""",
    ];

    public static TheoryData<string> UnusualButGood =>
    [
        """{"context":{}}""",
        """ { "context" : { "targetingKey" : null } , "more" : [ { } ] } """,
        """{"context":{"targetingKey":"ann","targetingKey":"bob","plan":"a","plan":{"b":[]}}}""",
        """{"context":{"targetingKey":""},"context":{"targetingKey":"ann"}}""",
        """{"context":{"a":1e999,"b":-1e999,"c":1e-999,"d":123456789012345678901234567890}}""",
        """{"context":{"":"","targetingKey":"🚀","a b":{"deep":[[[[[]]]]]}}}""",
    ];

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task BrokenJson_IsAParseError(string body) => await AssertRefusedAsync(HttpStatusCode.BadRequest, "PARSE_ERROR", Encoding.UTF8.GetBytes(body));

    [Fact]
    public async Task InvalidUtf8_IsAParseError()
    {
        byte[] body = [.. "{\"context\":{\"a\":\""u8, 0xc3, 0x28, .. "\"}}"u8];

        await AssertRefusedAsync(HttpStatusCode.BadRequest, "PARSE_ERROR", body);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "PARSE_ERROR", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Ofrep.Anns)]);
    }

    [Theory]
    [MemberData(nameof(WrongContexts))]
    public async Task WrongContext_IsRefused(string body) =>
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "INVALID_CONTEXT", Encoding.UTF8.GetBytes(body));

    [Theory]
    [MemberData(nameof(UnusualButGood))]
    public async Task UnusualContext_IsAnswered(string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await _application.EvaluateAsync(EvaluationPortal.Open, body)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _application.EvaluateAllAsync(body)).StatusCode);
    }

    [Theory]
    [InlineData("""{"context":{"targetingKey":"bob","targetingKey":"ann"}}""", true)]
    [InlineData("""{"context":{"targetingKey":"ann","targetingKey":"bob"}}""", false)]
    [InlineData("""{"context":{"targetingKey":"bob","plan":"free","plan":"pro"}}""", true)]
    [InlineData("""{"context":{"targetingKey":"bob","plan":"pro","plan":"free"}}""", false)]
    [InlineData("""{"context":{"targetingKey":"bob"},"context":{"targetingKey":"ann"}}""", true)]
    [InlineData("""{"context":{"targetingKey":"ann"},"context":{"targetingKey":"bob"}}""", false)]
    public async Task NameThatComesTwice_TheLastOneCounts(string body, bool isInGroup)
    {
        Assert.Equal(isInGroup, (bool?)(await (await _application.EvaluateAsync(EvaluationPortal.ToGroup, body)).JsonAsync())["value"]);
        Assert.Equal(isInGroup, (bool?)(await (await _application.EvaluateAllAsync(body)).ItemAsync(EvaluationPortal.ToGroup))["value"]);
    }

    [Fact]
    public async Task ContextOf64Kilobytes_IsAnswered()
    {
        const string Frame = """{"context":{"a":""}}""";
        var body = Frame.Insert(Frame.IndexOf("\"\"", StringComparison.Ordinal) + 1, new string('a', (64 * 1024) - Frame.Length));

        Assert.Equal(HttpStatusCode.OK, (await _application.EvaluateAsync(EvaluationPortal.Open, body)).StatusCode);
        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "INVALID_CONTEXT", Encoding.UTF8.GetBytes(body + " "));
    }

    [Fact]
    public async Task BodyOf1Megabyte_IsTooLarge() =>
        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "INVALID_CONTEXT", new byte[1024 * 1024]);

    [Fact]
    public async Task BodyOf1Megabyte_WithoutItsLength_IsTooLarge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Single, UriKind.Relative))
        {
            Content = new StreamContent(new MemoryStream(new byte[1024 * 1024])),
        };
        request.Headers.TransferEncodingChunked = true;

        var answer = await _application.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("INVALID_CONTEXT", (string?)(await answer.JsonAsync())["errorCode"]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData(null)]
    public async Task ContentType_DoesNotMatter(string? contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Single, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Ofrep.Anns)),
        };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        Assert.Equal(HttpStatusCode.OK, (await _application.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("GET", Ofrep.Bulk)]
    [InlineData("GET", Single)]
    [InlineData("DELETE", Single)]
    [InlineData("POST", "/ofrep/v1/nothing")]
    [InlineData("GET", "/ofrep")]
    public async Task WrongMethodOrAddress_IsNeitherAPageNorARedirection(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));

        var answer = await _application.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        Assert.DoesNotContain("html", answer.Content.Headers.ContentType?.MediaType ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyBytes_NeverMakeTheServerFail()
    {
        var pieces = Gen.Elements(
            "{", "}", "[", "]", ":", ",", "\"context\"", "\"targetingKey\"", "\"ann\"", "1e400", "-", "null", "true", "\\", "\"", "\u0000", "\ud800", "é", " ");
        foreach (var body in pieces.ListOf().Select(string.Concat).Sample(300, 20))
        {
            var answer = await _application.EvaluateAllAsync(body);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode} for {body}");
            await answer.JsonAsync();
        }
    }

    private async Task AssertRefusedAsync(HttpStatusCode status, string code, byte[] body)
    {
        foreach (var address in (string[])[Single, Ofrep.Bulk])
        {
            var answer = await _application.SendAsync(address, body);
            var json = await answer.JsonAsync();

            Assert.Equal((status, code), (answer.StatusCode, (string?)json["errorCode"]));
            Assert.Equal(address == Single ? EvaluationPortal.Open : null, (string?)json["key"]);
            Assert.DoesNotContain("   at ", json.ToJsonString(), StringComparison.Ordinal);
        }
    }
}
