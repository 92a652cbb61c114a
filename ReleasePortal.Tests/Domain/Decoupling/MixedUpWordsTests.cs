using ReleasePortal.Domain.Decoupling;

namespace ReleasePortal.Tests.Domain.Decoupling;

public sealed class MixedUpWordsTests
{
    [Theory]
    [InlineData("Release 2.4", MixUp.VersionIsARelease, "Release 2.4")]
    [InlineData("Part of release v2", MixUp.VersionIsARelease, "release v2")]
    [InlineData("Goes out with release 3.14.", MixUp.VersionIsARelease, "release 3.14")]
    [InlineData("The 2.4.0-rc.1 release", MixUp.VersionIsARelease, "2.4.0-rc.1 release")]
    [InlineData("Release no. 2026.1", MixUp.VersionIsARelease, "Release no. 2026.1")]
    [InlineData("Release #12 for partners", MixUp.VersionIsARelease, "Release #12")]
    [InlineData("Fixed on the release branch", MixUp.VersionIsARelease, "release branch")]
    [InlineData("v2.4 rollout", MixUp.VersionIsLaunched, "v2.4 rollout")]
    [InlineData("Rolling out version 3 to shops", MixUp.VersionIsLaunched, "Rolling out version 3")]
    [InlineData("Launch of 2.4.1", MixUp.VersionIsLaunched, "Launch of 2.4.1")]
    [InlineData("Deploy to customers", MixUp.DeployedToPeople, "Deploy to customers")]
    [InlineData("We deploy the new basket to all our users on Monday", MixUp.DeployedToPeople, "deploy the new basket to all our users")]
    [InlineData("Deployed for everyone", MixUp.DeployedToPeople, "Deployed for everyone")]
    [InlineData("Released to the test servers", MixUp.ReleasedToMachines, "Released to the test servers")]
    [InlineData("Will be released to production.", MixUp.ReleasedToMachines, "released to production")]
    public void Find_WordsMixedUp_SaysWhichAndHow(string text, MixUp rule, string words) => Assert.Equal((rule, words), MixedUpWords.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("Spring storefront")]
    [InlineData("Release the spring collection to everyone")]
    [InlineData("Released to gold members on Production")]
    [InlineData("Release to 2.5 % of everyone")]
    [InlineData("Release 10 more countries")]
    [InlineData("Release on 24.12.2026 at noon")]
    [InlineData("A release in 2026")]
    [InlineData("Release 1.5 hours before the show opens")]
    [InlineData("Press release about the spring sale")]
    [InlineData("Free shipping 49.90 and above")]
    [InlineData("Launch 9.30 at the fair")]
    [InlineData("Live in two shops")]
    [InlineData("Loyalty programme v2 launch")]
    [InlineData("Roll out to 10 % of everyone")]
    [InlineData("Deploy to staging first, then release to shoppers")]
    [InlineData("Deployed with version 2.4, released to customers in March")]
    [InlineData("Version 2.4 is deployed; the feature is released later")]
    [InlineData("Released to test customers")]
    [InlineData("Released to production managers and their teams")]
    public void Find_WordsInTheirOwnSense_IsSilent(string text) => Assert.Null(MixedUpWords.Find(text));
}
