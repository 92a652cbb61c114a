using System.Text;
using ReleasePortal.Features.Controls.Scan;

namespace ReleasePortal.Tests.Features.Controls.Scan;

/// <summary>A whole tree: places with their lines, what is not read, other toolkits, and the command around it.</summary>
public sealed class SourceScanTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Places_AreFilesAndLines_EachOnce()
    {
        _folder.Write("src/b.js", "\n\nask('loyalty-banner', 'loyalty-banner')\r\nask('spring-storefront')\n");
        _folder.Write("a.cs", "// loyalty-banner");

        var result = SourceScan.Run(_folder.Path, ["loyalty-banner", "spring-storefront"]);

        Assert.Equal(
            [new FoundPlace("loyalty-banner", "a.cs", 1), new("loyalty-banner", "src/b.js", 3), new("spring-storefront", "src/b.js", 4)], result.Keys);
        Assert.Equal(2, result.Files);
    }

    [Fact]
    public void BinariesAndWhatIsTooLarge_AreNotRead()
    {
        _folder.Write("image.png", [.. "loyalty-banner"u8, 0]);
        _folder.Write("large.js", Encoding.ASCII.GetBytes("loyalty-banner" + new string(' ', SourceScan.LargestFile)));
        _folder.Write("as-large-as-may-be.js", Encoding.ASCII.GetBytes("loyalty-banner" + new string(' ', SourceScan.LargestFile - "loyalty-banner".Length)));
        _folder.Write("empty.js", "");

        var result = SourceScan.Run(_folder.Path, ["loyalty-banner"]);

        Assert.Equal(["as-large-as-may-be.js"], result.Keys.Select(place => place.File));
        Assert.Equal(2, result.Files);
    }

    [Theory]
    [InlineData("package.json", "{ \"@launchdarkly/node-server-sdk\": \"9.0.0\" }", "LaunchDarkly")]
    [InlineData("shop.csproj", "<PackageReference Include=\"Unleash.Client\" />", "Unleash")]
    [InlineData("requirements.txt", "flagsmith==3.8", "Flagsmith")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"FeatBit.ServerSdk\" />", "FeatBit")]
    [InlineData("a.cs", "using Octopus.OpenFeature.Provider;", "Octopus")]
    [InlineData("a.ts", "import { createClient } from 'configcat-node';", "ConfigCat")]
    [InlineData("pom.xml", "<groupId>io.split.client</groupId>", "Split")]
    [InlineData("a.js", "const { SplitFactory } = require('@splitsoftware/splitio');", "Split")]
    [InlineData("a.tsx", "import { GrowthBook } from \"@growthbook/growthbook\"", "GrowthBook")]
    [InlineData("a.py", "    import ldclient", "LaunchDarkly")]
    [InlineData("a.go", "\tld \"github.com/launchdarkly/go-server-sdk/v7\"", "LaunchDarkly")]
    [InlineData("a.csproj", "<PackageReference Include=\"Microsoft.FeatureManagement.AspNetCore\" />", "Microsoft.FeatureManagement")]
    [InlineData("package.json", "\"@openfeature/config-cat-provider\": \"1\"", "OpenFeature (config-cat)")]
    [InlineData("a.go", "\t\"github.com/open-feature/go-sdk-contrib/providers/go-feature-flag/pkg\"", "OpenFeature (go-feature-flag)")]
    [InlineData("package.json", "\"@openfeature/ofrep-web-provider\": \"1\"", null)]
    [InlineData("package.json", "\"@openfeature/server-sdk\": \"1\"", null)]
    [InlineData("a.go", "\t\"github.com/open-feature/go-sdk-contrib/providers/flagd/pkg\"", null)]
    [InlineData("a.cs", "// We once used LaunchDarkly here.", null)]
    [InlineData("a.cs", "var launchdarkly = \"LaunchDarkly\";", null)]
    [InlineData("README.md", "import launchdarkly", null)]
    public void Toolkit_IsKnownByItsPackageOrImport(string file, string text, string? toolkit)
    {
        _folder.Write(file, "first line\n" + text + "\n");

        var found = SourceScan.Run(_folder.Path, []).Toolkits;

        Assert.Equal(toolkit is null ? [] : [new FoundPlace(toolkit, file, 2)], found);
    }

    [Fact]
    public void FeatureManagement_WithThisPortalBehindIt_IsInOrder()
    {
        _folder.Write("a.csproj", "<PackageReference Include=\"Microsoft.FeatureManagement\" />");
        _folder.Write("b.csproj", "<PackageReference Include=\"ReleasePortal.FeatureManagement\" />");

        Assert.Empty(SourceScan.Run(_folder.Path, []).Toolkits);
    }

    [Fact]
    public async Task Command_WithAFileOfKeys_SaysEachPlace()
    {
        _folder.Write("tree/src/a.js", "ask('loyalty-banner')");
        _folder.Write("keys.txt", "loyalty-banner\n\nNot a key\nspring-storefront\n");

        var (code, said) = await RunAsync(Path.Combine(_folder.Path, "tree"), "--keys", Path.Combine(_folder.Path, "keys.txt"));

        Assert.Equal(0, code);
        Assert.Equal(["src/a.js:1: loyalty-banner", "Release controls that the code names: 1 of 2. Places: 1. Files read: 1."], said);
    }

    [Fact]
    public async Task Command_NameOfAFile_DoesNotSteerTheTerminal()
    {
        _folder.Write("tree/\u001b[2J.js", "ask('loyalty-banner')");
        _folder.Write("keys.txt", "loyalty-banner");

        var (_, said) = await RunAsync(Path.Combine(_folder.Path, "tree"), "--keys", Path.Combine(_folder.Path, "keys.txt"));

        Assert.Equal("\ufffd[2J.js:1: loyalty-banner", said[0]);
    }

    [Theory]
    [InlineData]
    [InlineData(".")]
    [InlineData("no-such-folder", "--keys", "no-such-file")]
    [InlineData(".", "--keys")]
    [InlineData(".", "--keys", "a", "--portal", "http://localhost")]
    [InlineData(".", "--portal", "http://localhost:1")]
    [InlineData(".", "--portal", "http://localhost:1", "--key", "k")]
    [InlineData(".", "--portal", "file:///etc/passwd", "--key", "k")]
    [InlineData(".", "--portal", "http://localhost:1", "--key", "k", "--repository", "r")]
    [InlineData(".", "..", "--keys", "a")]
    [InlineData(".", "--what")]
    public async Task Command_ThatCannotBeDone_EndsWith2AndSaysWhy(params string[] args)
    {
        var (code, said) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.NotEmpty(said[0]);
    }

    private static async Task<(int Code, string[] Said)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var code = await new ScanCommand(output, TimeProvider.System).RunAsync(args, TestContext.Current.CancellationToken);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
