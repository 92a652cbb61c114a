using ReleasePortal.Tests.Support;

// Made once for the whole run and handed to every test class whose constructor asks for them.
// Each starts what it stands for at its first use only, so a run of the domain tests starts none.
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(ChromiumBrowser))]
[assembly: AssemblyFixture(typeof(LivePortal))]
