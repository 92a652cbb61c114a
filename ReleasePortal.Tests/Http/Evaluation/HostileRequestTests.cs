using System.Net.Sockets;
using System.Text;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>Request lines that no well-meant client writes, at the real server: nothing gets round the key, and nothing is told.</summary>
public sealed class HostileRequestTests(HostileRequestTests.Listening listening) : IClassFixture<HostileRequestTests.Listening>
{
    private EvaluationPortal Portal => listening.Portal;

    /// <summary>Where they lead, without a key and with one.</summary>
    public static TheoryData<string, int, int> Paths => new()
    {
        { "/health/../ofrep/v1/evaluate/flags", 401, 200 },
        { "/health/%2e%2e/ofrep/v1/evaluate/flags", 401, 200 },
        { "/health/live/../../ofrep/v1/evaluate/flags", 401, 200 },
        { "/../../ofrep/v1/evaluate/flags", 401, 200 },
        { "/OFREP/V1/evaluate/flags", 401, 200 },
        { "/ofrep/v1/evaluate/flags/", 401, 200 },
        { "/ofrep/v1/evaluate/flags?key=../../health", 401, 200 },
        { "/ofrep/v1/evaluate/flags/..%2f..%2f..%2f..%2fhealth%2flive", 401, 404 },
        { "/ofrep/v1/evaluate/flags/search-suggestions%2f..", 401, 404 },
        { "/ofrep/v1/evaluate/flags/search-suggestions%00", 400, 400 },
        { "/ofrep/v1/evaluate/flags/%ff%fe", 401, 404 },
        { "/ofrep%2fv1%2fevaluate%2fflags", 302, 302 }, // to the sign-in page, as every address that is none
        { "//ofrep/v1/evaluate/flags", 302, 302 },
        { "/health/..%2fofrep/v1/evaluate/flags", 404, 404 },
        { "/ofrep/v1/evaluate/flags/../../../../account/sign-in", 400, 400 },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Path_LeadsPastTheDoor(string path, int withoutKey, int withKey)
    {
        var stranger = await SendAsync(path, header: "");
        var application = await SendAsync(path, $"X-API-Key: {Portal.Secret}\r\n");

        Assert.Equal((withoutKey, withKey), (StatusOf(stranger), StatusOf(application)));
        Assert.DoesNotContain("\"variant\"", stranger, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", stranger + application, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyOfAnotherEnvironment_GetsNothingOfThisOne_WhateverItSaysElse()
    {
        var (staging, _) = await Portal.AddKeyAsync(environment: "staging");

        var answer = await SendAsync(
            Ofrep.Bulk + "?environment=production",
            $"X-API-Key: {staging}\r\nX-Environment: production\r\nflagd-selector: {Portal.Secret}\r\n");

        Assert.Contains("\"environment\":\"staging\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"value\":true", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoKeys_AreNone() =>
        Assert.Equal(401, StatusOf(await SendAsync(Ofrep.Bulk, $"X-API-Key: {Portal.Secret}\r\nX-API-Key: {Portal.Secret}\r\n")));

    private async Task<string> SendAsync(string path, string header)
    {
        var address = Portal.ClientOptions.BaseAddress;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n{header}Content-Type: application/json\r\n"
            + $"Content-Length: {Ofrep.Anns.Length}\r\n\r\n{Ofrep.Anns}";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tcp.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static int StatusOf(string answer) => int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The portal of <see cref="EvaluationPortal"/> on a free port.</summary>
    public sealed class Listening : IAsyncLifetime
    {
        public EvaluationPortal Portal { get; } = new();

        public async ValueTask InitializeAsync()
        {
            Portal.UseKestrel(0);
            Portal.StartServer();
            await Portal.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
